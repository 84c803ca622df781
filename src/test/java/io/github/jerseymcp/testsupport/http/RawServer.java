package io.github.jerseymcp.testsupport.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** A server of bare sockets on loopback, which may answer with anything. */
public final class RawServer implements AutoCloseable {

  /** Answers one connection, after its request was read. */
  @FunctionalInterface
  public interface Script {

    /** Writes what it likes, for as long as it likes. */
    void answer(OutputStream out) throws IOException, InterruptedException;
  }

  private final ServerSocket listener;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final AtomicLong written = new AtomicLong();
  private volatile Script script;

  private RawServer(Script script) {
    this.script = script;
    try {
      this.listener = new ServerSocket(0, 50, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    threads.execute(this::accept);
  }

  /** Starts one that answers each connection by this script. */
  public static RawServer start(Script script) {
    return new RawServer(script);
  }

  /** A script that writes this text and closes the connection. */
  public static Script text(String text) {
    return out -> out.write(text.getBytes(ISO_8859_1));
  }

  /** Answers by another script from now on. */
  public void answer(Script next) {
    script = next;
  }

  /** The port. */
  public int port() {
    return listener.getLocalPort();
  }

  /** The heads of the requests that came. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** The bytes that were written before somebody hung up. */
  public long written() {
    return written.get();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        threads.execute(() -> serve(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      String head = head(socket.getInputStream());
      requests.add(head);
      // What is left unread would reset the connection, and the answer with it.
      socket.getInputStream().readNBytes(bodyLength(head));
      script.answer(new Counted(socket.getOutputStream()));
    } catch (IOException e) {
      // They hung up.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int bodyLength(String head) {
    return head.lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("content-length:"))
        .mapToInt(line -> Integer.parseInt(line.substring(15).strip()))
        .findFirst()
        .orElse(0);
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      head.append((char) next);
    }
    return head.toString();
  }

  @Override
  public void close() {
    threads.shutdownNow();
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Counted extends OutputStream {

    private final OutputStream out;

    Counted(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int octet) throws IOException {
      out.write(octet);
      out.flush();
      written.incrementAndGet();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      out.write(bytes, offset, length);
      written.addAndGet(length);
    }
  }
}

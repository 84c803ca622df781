package io.github.jerseymcp.client.signin;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Waits on loopback for the one answer of a browser (RFC 8252 section 7.3). Anything else on this
 * machine may connect as well: what is no such answer is refused, and goes on being refused while
 * the right one is waited for.
 */
public final class LoopbackListener implements AutoCloseable {

  private static final String PATH = "/callback";
  private static final int MOST_CONNECTIONS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final ServerSocket socket;
  private final ThreadPoolExecutor threads;
  private final CompletableFuture<String> answer = new CompletableFuture<>();
  private volatile Predicate<String> expected = any -> false;

  /** Listens on a port of its own. */
  public LoopbackListener() throws IOException {
    this(Optional.empty());
  }

  /**
   * Listens where it did before, if that is free: else a client would register anew, and be another
   * one to the server.
   *
   * @param before the redirect URI that the client is registered with
   */
  public LoopbackListener(Optional<URI> before) throws IOException {
    this.socket = bound(before);
    this.threads =
        new ThreadPoolExecutor(
            0,
            MOST_CONNECTIONS + 1,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            LoopbackListener::daemon);
    threads.execute(this::accept);
  }

  private static ServerSocket bound(Optional<URI> before) throws IOException {
    Optional<Integer> port =
        before
            .filter(uri -> uri.toString().matches("http://127\\.0\\.0\\.1:[0-9]{1,5}" + PATH))
            .map(URI::getPort);
    if (port.isPresent()) {
      try {
        return listening(port.get());
      } catch (IOException | IllegalArgumentException e) {
        // Somebody else has it now.
      }
    }
    return listening(0);
  }

  private static ServerSocket listening(int port) throws IOException {
    return new ServerSocket(
        port, MOST_CONNECTIONS, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
  }

  /** The redirect URI that leads here. */
  public URI redirectUri() {
    return URI.create(origin() + PATH);
  }

  /** Takes the answer to this sign-in from now on. */
  public void expect(PendingSignIn pending) {
    expected = pending::isAnsweredBy;
  }

  /** The answer, with its whole address; empty if none comes in time. */
  public Optional<String> await(Duration patience) throws InterruptedException {
    try {
      return Optional.of(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException | ExecutionException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() throws IOException {
    threads.shutdown();
    socket.close();
  }

  private String origin() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        try {
          threads.execute(() -> serve(connection));
        } catch (RejectedExecutionException e) {
          connection.close();
        }
      } catch (IOException e) {
        // Closed, or a connection that broke before it was one.
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      connection.setSoTimeout((int) PATIENCE.toMillis());
      Optional<String> head = RequestHead.read(connection.getInputStream(), deadline);
      Optional<String> target =
          head.flatMap(text -> RequestHead.target(text, "127.0.0.1:" + socket.getLocalPort()));
      boolean right = target.isPresent() && expected.test(origin() + target.get());
      connection.getOutputStream().write(page(right));
      connection.getOutputStream().flush();
      if (right) {
        answer.complete(origin() + target.get());
      }
      drain(connection.getInputStream());
    } catch (IOException e) {
      // Whoever it was has gone.
    }
  }

  /** Else the answer may be lost with the connection. */
  private static void drain(InputStream in) throws IOException {
    if (in.available() > 0) {
      in.skipNBytes(Math.min(in.available(), 1024));
    }
  }

  private static byte[] page(boolean right) {
    String text =
        right
            ? "You can close this page and go back to the application."
            : "This is not what the application waits for.";
    String page = "<!doctype html><meta charset=utf-8><title>Sign-in</title><p>" + text + "</p>";
    return String.join(
            "\r\n",
            right ? "HTTP/1.1 200 OK" : "HTTP/1.1 400 Bad Request",
            "Content-Type: text/html; charset=utf-8",
            "Content-Length: " + page.length(),
            "Cache-Control: no-store",
            "Referrer-Policy: no-referrer",
            "Content-Security-Policy: default-src 'none'",
            "Connection: close",
            "",
            page)
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "mcp-client-sign-in");
    thread.setDaemon(true);
    return thread;
  }
}

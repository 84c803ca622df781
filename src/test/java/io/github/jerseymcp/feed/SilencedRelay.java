package io.github.jerseymcp.feed;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

/** Hands bytes between a client and a server, until it takes them and hands them to nobody. */
final class SilencedRelay implements AutoCloseable {

  private final ServerSocket listener;
  private final int target;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final List<AtomicBoolean> silences = new CopyOnWriteArrayList<>();

  private SilencedRelay(ServerSocket listener, int target) {
    this.listener = listener;
    this.target = target;
  }

  static SilencedRelay to(int target) throws IOException {
    SilencedRelay relay =
        new SilencedRelay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), target);
    daemon(relay::accept);
    return relay;
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Connections that come later are relayed. */
  void silenceWhatIsOpen() {
    silences.forEach(silent -> silent.set(true));
  }

  private void accept() throws IOException {
    while (true) {
      Socket client = listener.accept();
      Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
      AtomicBoolean silent = new AtomicBoolean();
      silences.add(silent);
      sockets.addAll(List.of(client, server));
      daemon(() -> pump(client, server, silent));
      daemon(() -> pump(server, client, silent));
    }
  }

  private static void pump(Socket from, Socket into, AtomicBoolean silent) throws IOException {
    byte[] bytes = new byte[8192];
    InputStream in = from.getInputStream();
    for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
      if (!silent.get()) {
        into.getOutputStream().write(bytes, 0, count);
      }
    }
    if (!silent.get()) {
      into.close();
    }
  }

  private static void daemon(Step step) {
    Thread thread =
        new Thread(
            () -> {
              try {
                step.run();
              } catch (IOException e) {
                // A socket was closed, which is how both directions end.
              }
            });
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private interface Step {
    void run() throws IOException;
  }
}

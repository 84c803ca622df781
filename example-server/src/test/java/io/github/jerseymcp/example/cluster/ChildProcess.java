package io.github.jerseymcp.example.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** A process that is killed when it is closed, and with this one at the latest. */
final class ChildProcess implements AutoCloseable {

  private static final int MAX_LINES = 200;
  private static final Duration START = Duration.ofSeconds(60);
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "kill"));
  }

  private final String name;
  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  private ChildProcess(String name, Process process) {
    this.name = name;
    this.process = process;
  }

  static ChildProcess start(String name, ProcessBuilder command) throws IOException {
    ChildProcess child = new ChildProcess(name, command.redirectErrorStream(true).start());
    RUNNING.add(child.process);
    Thread reader = new Thread(child::read, "output of " + name);
    reader.setDaemon(true);
    reader.start();
    return child;
  }

  /** A port that nobody listens on, and that no system gives to whoever asks for any. */
  static int freePort() throws IOException {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (BindException e) {
        // Taken; another one is not.
      }
    }
  }

  /** Waits for a line that begins like this, and answers the rest of it. */
  String awaitLine(String beginning) {
    Await.until(
        name + " says " + beginning + ", but " + lines, START, () -> line(beginning).isPresent());
    return line(beginning).orElseThrow();
  }

  /** Waits until it listens on this port. */
  void awaitPort(int port) {
    Await.until(name + " listens on " + port + ", but " + lines, START, () -> accepts(port));
  }

  /** Kills it as a power cut does, and waits for its end. */
  @Override
  public void close() {
    try {
      if (!process.destroyForcibly().waitFor(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException(name + " cannot be killed");
      }
      RUNNING.remove(process);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<String> line(String beginning) {
    requireAlive();
    return lines.stream()
        .filter(line -> line.startsWith(beginning))
        .map(line -> line.substring(beginning.length()))
        .findFirst();
  }

  private boolean accepts(int port) {
    requireAlive();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private void requireAlive() {
    if (!process.isAlive()) {
      throw new IllegalStateException(name + " ended: " + lines);
    }
  }

  private void read() {
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        if (lines.size() < MAX_LINES) {
          lines.add(line);
        }
      }
    } catch (IOException e) {
      if (process.isAlive()) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

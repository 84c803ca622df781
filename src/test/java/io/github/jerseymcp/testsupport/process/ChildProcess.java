package io.github.jerseymcp.testsupport.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A program that a test runs beside itself. It ends with the test, however that ends. */
public final class ChildProcess implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);
  private static final long END_SECONDS = 10;

  private final String name;
  private final Process process;
  private final ProgramOutput output;
  private final Thread reader;
  private final Thread atExit = new Thread(() -> end(ProcessHandle::destroy));

  private ChildProcess(String name, Process process) {
    this.name = name;
    this.process = process;
    this.output = new ProgramOutput(name);
    this.reader = new Thread(() -> output.read(process.getInputStream()), "output of " + name);
  }

  /** Starts a program; its errors are read with its output. */
  public static ChildProcess start(String name, ProcessBuilder program) throws IOException {
    ChildProcess child = new ChildProcess(name, program.redirectErrorStream(true).start());
    Runtime.getRuntime().addShutdownHook(child.atExit);
    child.reader.setDaemon(true);
    child.reader.start();
    return child;
  }

  /** Waits for a line of output, and says what was printed instead if it does not come. */
  public String awaitLine(Predicate<String> wanted, Duration patience) throws InterruptedException {
    return output.await(wanted, patience);
  }

  /** Waits for a line that begins like this, and answers the rest of it. */
  public String awaitLine(String beginning) throws InterruptedException {
    return awaitLine(line -> line.startsWith(beginning), START).substring(beginning.length());
  }

  /** Waits until it listens on this port of the loopback address. */
  public void awaitPort(int port) {
    Await.until(name + " listens on " + port, START, () -> accepts(port));
  }

  /** Waits for the end: whether it came in time, and well. */
  public boolean endsWell(Duration patience) throws InterruptedException {
    boolean inTime = ends(patience);
    if (inTime) {
      reader.join(patience.toMillis());
    }
    return inTime && process.exitValue() == 0;
  }

  /** Waits for the end: whether it came in time. */
  public boolean ends(Duration patience) throws InterruptedException {
    return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Asks it to end, as an operating system does that shuts down, and does not wait. */
  public void terminate() {
    process.toHandle().destroy();
  }

  /** What it printed so far. */
  public String output() {
    return output.text();
  }

  /** Kills it and what it started, as a power cut does, and waits for their end. */
  public void kill() {
    end(ProcessHandle::destroyForcibly);
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  /** Asks it and what it started to end, and kills what does not. */
  @Override
  public void close() {
    end(ProcessHandle::destroy);
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private void end(Consumer<ProcessHandle> way) {
    List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
    family.add(process.toHandle());
    family.forEach(way);
    family.stream().filter(member -> !hasEnded(member)).forEach(ProcessHandle::destroyForcibly);
    if (!family.stream().allMatch(ChildProcess::hasEnded)) {
      throw new IllegalStateException(name + " cannot be killed");
    }
  }

  private static boolean hasEnded(ProcessHandle member) {
    try {
      member.onExit().get(END_SECONDS, TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
  }

  private boolean accepts(int port) {
    if (!process.isAlive()) {
      throw new AssertionError(name + " ended: " + output());
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

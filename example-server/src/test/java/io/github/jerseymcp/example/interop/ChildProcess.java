package io.github.jerseymcp.example.interop;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A program that a test runs beside itself. It ends with the test, however that ends. */
public final class ChildProcess implements AutoCloseable {

  private static final int MAX_LINES = 2_000;

  private final Process process;
  private final Thread reader;
  private final Thread atExit = new Thread(this::kill);
  private final List<String> lines = new ArrayList<>();
  private boolean ended;

  private ChildProcess(Process process) {
    this.process = process;
    this.reader = new Thread(this::read, "output of " + process.pid());
  }

  static ChildProcess start(ProcessBuilder program) throws IOException {
    ChildProcess child = new ChildProcess(program.redirectErrorStream(true).start());
    Runtime.getRuntime().addShutdownHook(child.atExit);
    child.reader.setDaemon(true);
    child.reader.start();
    return child;
  }

  /** Waits for a line of output, and says what was printed instead if it does not come. */
  public synchronized String awaitLine(Predicate<String> wanted, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<String> line = lines.stream().filter(wanted).findFirst();
      if (line.isPresent()) {
        return line.get();
      }
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (ended || left <= 0) {
        throw new AssertionError("The awaited line did not come:\n" + String.join("\n", lines));
      }
      wait(left);
    }
  }

  /** Waits for the end: whether it came in time, and well. */
  public boolean endsWell(Duration patience) throws InterruptedException {
    boolean inTime = process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (inTime) {
      reader.join(patience.toMillis());
    }
    return inTime && process.exitValue() == 0;
  }

  /** What it printed so far. */
  public synchronized String output() {
    return String.join("\n", lines);
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private void kill() {
    List<ProcessHandle> family = new ArrayList<>(process.descendants().toList());
    family.add(process.toHandle());
    family.forEach(ProcessHandle::destroy);
    for (ProcessHandle member : family) {
      try {
        member.onExit().get(10, TimeUnit.SECONDS);
      } catch (Exception e) {
        // It was asked nicely.
        member.destroyForcibly();
      }
    }
  }

  private void read() {
    try (BufferedReader output = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        add(line);
      }
    } catch (IOException | UncheckedIOException e) {
      add("[output closed]");
    }
    end();
  }

  private synchronized void add(String line) {
    if (lines.size() < MAX_LINES) {
      lines.add(line);
    }
    notifyAll();
  }

  private synchronized void end() {
    ended = true;
    notifyAll();
  }
}

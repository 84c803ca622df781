package io.github.jerseymcp.testsupport.process;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The first lines that a program prints, for those who wait for one. Thread-safe. */
final class ProgramOutput {

  private static final int MAX_LINES = 2_000;

  private final String name;
  private final List<String> lines = new ArrayList<>();
  private boolean ended;

  ProgramOutput(String name) {
    this.name = name;
  }

  /** Reads until the program closes its output; beyond the first lines it forgets. */
  void read(InputStream printed) {
    try (BufferedReader output = new BufferedReader(new InputStreamReader(printed, UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        add(line);
      }
    } catch (IOException | UncheckedIOException e) {
      add("[output closed]");
    }
    end();
  }

  /** Waits for a line, and says what was printed instead if it does not come. */
  synchronized String await(Predicate<String> wanted, Duration patience)
      throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      Optional<String> line = lines.stream().filter(wanted).findFirst();
      if (line.isPresent()) {
        return line.get();
      }
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (ended || left <= 0) {
        throw new AssertionError("The awaited line of " + name + " did not come:\n" + text());
      }
      wait(left);
    }
  }

  synchronized String text() {
    return String.join("\n", lines);
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

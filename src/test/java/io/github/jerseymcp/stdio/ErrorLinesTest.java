package io.github.jerseymcp.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The error stream of a server. */
class ErrorLinesTest {

  private final List<String> told = new ArrayList<>();
  private final AtomicLong now = new AtomicLong();

  @Test
  void tellsLinesWithoutWhatCouldActOnATerminal() {
    read(1000, "plain é\n\u001b[31mred\u001b[0m\tx\r\n\u202eevil\n\nlast");

    assertThat(told)
        .containsExactly(
            "plain é", "\\u{1b}[31mred\\u{1b}[0m\tx\\u{d}", "\\u{202e}evil", "", "last");
  }

  @Test
  void tellsTheBeginningOfALongLine() {
    read(100_000, "x".repeat(50_000) + "\nnext\n");

    assertThat(told).containsExactly("x".repeat(8192), "next");
  }

  @Test
  void tellsNoMoreThanTheRateAndSaysHowMuchWasLeftOut() {
    now.set(0);
    read(40, "0123456789\n".repeat(10));

    assertThat(told)
        .containsExactly("0123456789", "0123456789", "0123456789", "[7 lines left out]");
  }

  @Test
  void goesOnInTheNextSecond() {
    ErrorLines lines =
        new ErrorLines(
            line -> {
              told.add(line);
              now.addAndGet(400_000_000);
            },
            12,
            now::get);
    lines.readAll(new ByteArrayInputStream("0123456789\n".repeat(4).getBytes(UTF_8)));

    // The second is refused; nothing moves the clock any more.
    assertThat(told).containsExactly("0123456789", "[3 lines left out]");
  }

  @Test
  void survivesAReaderThatFails() {
    ErrorLines lines =
        new ErrorLines(
            line -> {
              told.add(line);
              throw new IllegalStateException("full");
            },
            1000,
            now::get);
    lines.readAll(new ByteArrayInputStream("one\ntwo\n".getBytes(UTF_8)));

    assertThat(told).containsExactly("one", "two");
  }

  /** Some 10,000 lines a second are much less than what this machine reads. */
  @Test
  @EnabledOnOs({OS.LINUX, OS.MAC})
  void takesNoMemoryForAMillionLines(@TempDir Path directory) throws Exception {
    AtomicLong lines = new AtomicLong();
    AtomicLong bytes = new AtomicLong();
    String flood =
        "yes '2026-01-01 ERROR something went wrong again' | head -n 1000000 >&2; "
            + Scripts.ANSWERS;
    LocalCommand command =
        Scripts.of(directory, flood)
            .errors(
                line -> {
                  lines.incrementAndGet();
                  bytes.addAndGet(line.length());
                })
            .build();
    long before = used();
    long start = System.nanoTime();
    try (Talk talk = Talk.with(command)) {
      assertThat(talk.ask().error()).isNull();
      double seconds = (System.nanoTime() - start) / 1e9;
      long kept = used() - before;
      System.out.printf(
          "1,000,000 lines in %.2f s: %,.0f lines/s, heap %+,d bytes, told %,d lines of %,d bytes%n",
          seconds, 1_000_000 / seconds, kept, lines.get(), bytes.get());
      assertThat(1_000_000 / seconds).isGreaterThan(10_000);
      assertThat(kept).isLessThan(1_000_000);
      assertThat(bytes.get()).isLessThan((long) (65_536 * (Math.ceil(seconds) + 1)));
    }
  }

  private void read(int rate, String text) {
    new ErrorLines(told::add, rate, now::get)
        .readAll(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static long used() throws InterruptedException {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
      Thread.sleep(Duration.ofMillis(20).toMillis());
    }
    return least;
  }
}

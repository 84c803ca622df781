package io.github.jerseymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.MutableTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the operator reads when the clock of the machine was set. */
class ClockLogTest {

  private static final Path LOG = Path.of("target", "tests.log");

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  private final InProcess server = Fixture.start(Fixture.config().clock(time), OpenNotes.class);

  @Test
  void saysOnceThatTheClockWasSetC05() throws IOException {
    long start = Files.size(LOG);
    request();
    time.step(Duration.ofHours(25));
    for (int i = 0; i < 5; i++) {
      time.advance(Duration.ofSeconds(10));
      request();
    }

    assertThat(logFrom(start)).containsOnlyOnce("was set forward by PT25H");
  }

  @Test
  void saysNothingWhileTimePasses() throws IOException {
    long start = Files.size(LOG);
    time.advance(Duration.ofDays(2));
    request();

    assertThat(logFrom(start)).doesNotContain("The clock of this machine");
  }

  private void request() {
    server.call("GET", "/mcp").send();
  }

  private static String logFrom(long start) throws IOException {
    byte[] all = Files.readAllBytes(LOG);
    return new String(all, (int) start, all.length - (int) start, UTF_8);
  }
}

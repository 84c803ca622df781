package io.github.jerseymcp.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.testing.MutableTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The operator reads why callers are refused, and is not flooded by those who want to. */
class RefusalLogTest {

  private static final Path LOG = Path.of("target", "tests.log");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  private final RefusalLog log = new RefusalLog(time);
  private final Occasion occasion =
      new Occasion(
          "/mcp", Operation.ofHttp("POST"), new Reports(SecurityEvents.unheard()).none(), null);
  private long start;

  @BeforeEach
  void listen() throws IOException {
    LoggerFactory.getLogger(RefusalLogTest.class);
    start = Files.size(LOG);
  }

  @Test
  void writesALineAMinuteForACauseAndCountsTheOthers() throws IOException {
    for (int i = 0; i < 1000; i++) {
      refuse(Reason.NO_CREDENTIALS, "", 401);
    }
    assertThat(lines()).hasSize(1);
    assertThat(lines().get(0))
        .contains(
            "INFO",
            "Refused a request to /mcp. " + Reason.NO_CREDENTIALS.sentence(),
            "(request.no_credentials)");

    time.advance(MINUTE.minusMillis(1));
    refuse(Reason.NO_CREDENTIALS, "", 401);
    assertThat(lines()).as("a minute is not over yet").hasSize(1);
    time.advance(Duration.ofMillis(1));
    refuse(Reason.NO_CREDENTIALS, "", 401);

    assertThat(lines()).hasSize(2);
    assertThat(lines().get(1)).contains("and 1000 more since the line before");
  }

  @Test
  void goesOnByTheTickerAndNotByTheClock() throws IOException {
    refuse(Reason.NO_CREDENTIALS, "", 401);
    time.step(Duration.ofDays(1));
    refuse(Reason.NO_CREDENTIALS, "", 401);
    time.step(Duration.ofDays(-2));
    refuse(Reason.NO_CREDENTIALS, "", 401);

    assertThat(lines()).hasSize(1);
  }

  @Test
  void tellsCausesAndIssuersApart() throws IOException {
    for (int i = 0; i < 3; i++) {
      refuse(Reason.INVALID_TOKEN, "https://one.example", 401);
      refuse(Reason.INVALID_TOKEN, "https://two.example", 401);
      refuse(Reason.CALLER_DENIED, "https://two.example", 401);
    }

    assertThat(lines()).hasSize(3);
    assertThat(lines().get(0)).contains("issuer https://one.example");
    assertThat(lines().get(1)).contains("issuer https://two.example");
  }

  @Test
  void warnsOfWhatTheOperatorAloneCanMend() throws IOException {
    refuse(Reason.KEYS_UNAVAILABLE, "https://one.example", 503);
    refuse(RpcError.OVERLOADED, "https://one.example", 503);
    refuse(RpcError.TOO_MANY_CALLS, "https://one.example", 429);

    assertThat(lines()).hasSize(3);
    assertThat(lines().get(0)).contains("WARN");
    assertThat(lines().get(1)).contains("WARN");
    assertThat(lines().get(2)).contains("INFO");
  }

  @Test
  void hasABoundForIssuersAndStillSaysTheCause() throws IOException {
    for (int i = 0; i < 5000; i++) {
      refuse(Reason.INVALID_TOKEN, "https://" + i + ".example", 401);
    }

    assertThat(lines()).as("1024 kinds, and one that all others share").hasSize(1025);
    refuse(Reason.CALLER_DENIED, "https://one.example", 401);
    assertThat(lines()).as("another cause has a line all the same").hasSize(1026);
  }

  @Test
  void writesEachAtDebug() throws IOException {
    refuse(Reason.NO_CREDENTIALS, "", 401);
    refuse(Reason.NO_CREDENTIALS, "", 401);

    assertThat(all()).filteredOn(line -> line.contains("DEBUG")).hasSize(2);
  }

  private void refuse(Cause cause, String issuer, int status) {
    Grounds grounds =
        Grounds.of(cause).from(issuer.isEmpty() ? Optional.empty() : Optional.of(issuer));
    log.refused(occasion, grounds, status, Wording.plain(occasion));
  }

  private List<String> lines() throws IOException {
    return all().stream().filter(line -> !line.contains("DEBUG")).toList();
  }

  private List<String> all() throws IOException {
    byte[] all = Files.readAllBytes(LOG);
    return new String(all, (int) start, all.length - (int) start, UTF_8)
        .lines()
        .filter(line -> line.contains(RefusalLog.LOGGER))
        .toList();
  }
}

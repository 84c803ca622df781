package io.github.jerseymcp.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.metrics.MicrometerEvents;
import io.github.jerseymcp.provoked.Causes;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testsupport.LogFile;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a refusal's cause is, its report is one event, one count, one line of the audit log, and
 * one line for people in a minute. Causes are found in the classes, so a new one is a new row.
 */
class EveryCauseTest {

  private final List<SecurityEvent> heard = new CopyOnWriteArrayList<>();
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  private final Reports reports =
      new Reports(
          new SecurityEvents(
              List.of(heard::add, new MicrometerEvents(registry), AuditLog.create()), time));
  private final long start = LogFile.size();

  static Stream<Cause> causes() {
    return Causes.all();
  }

  @Test
  void allHaveNamesOfTheirOwnAndSayWhatToChange() {
    Set<String> codes = new HashSet<>();
    assertThat(causes())
        .hasSizeGreaterThan(100)
        .allSatisfy(
            cause -> {
              assertThat(cause.code()).matches("[a-z0-9_]+\\.[a-z0-9_]+");
              assertThat(codes.add(cause.code())).as("%s is new", cause.code()).isTrue();
              assertThat(cause.stage()).isNotNull();
              assertThat(cause.sentence()).hasSizeBetween(20, 400).doesNotEndWith(".");
              assertThat(cause.sentence().chars().noneMatch(Character::isISOControl)).isTrue();
            });
  }

  @ParameterizedTest
  @MethodSource("causes")
  void isReportedOnceInEachPlace(Cause cause) {
    refuse(cause, 401);

    assertThat(heard).hasSize(1);
    assertThat(((RequestRefused) heard.get(0)).cause()).isEqualTo(cause);
    assertThat(counted(cause)).isEqualTo(1);
    assertThat(lines("INFO " + RefusalLog.LOGGER)).hasSize(1);
    assertThat(lines("INFO " + RefusalLog.LOGGER).get(0))
        .contains(cause.sentence(), "(" + cause.code());
    assertThat(lines(AuditLog.LOGGER)).hasSize(1);
    assertThat(lines(AuditLog.LOGGER).get(0)).contains("\"cause\":\"" + cause.code() + "\"");

    time.advance(Duration.ofSeconds(59));
    refuse(cause, 401);
    assertThat(heard).hasSize(2);
    assertThat(counted(cause)).isEqualTo(2);
    assertThat(lines("INFO " + RefusalLog.LOGGER)).as("a minute is not over").hasSize(1);
    assertThat(lines(AuditLog.LOGGER)).hasSize(2);

    time.advance(Duration.ofSeconds(1));
    refuse(cause, 503);
    assertThat(lines("WARN " + RefusalLog.LOGGER)).hasSize(1);
    assertThat(lines("WARN " + RefusalLog.LOGGER).get(0)).contains("and 1 more");
  }

  private void refuse(Cause cause, int status) {
    Occasion occasion = new Occasion("/mcp", Operation.ofHttp("POST"), reports.begin(), null);
    reports.refused(
        occasion,
        Grounds.of(cause).from(Optional.of("https://auth.example.com")),
        status,
        Wording.plain(occasion));
  }

  private double counted(Cause cause) {
    return registry.get("mcp.security.requests").tag("cause", cause.code()).counter().count();
  }

  private List<String> lines(String part) {
    return LogFile.from(start).lines().filter(line -> line.contains(part)).toList();
  }
}

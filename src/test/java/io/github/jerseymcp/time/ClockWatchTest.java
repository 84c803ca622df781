package io.github.jerseymcp.time;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.MutableTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ClockWatchTest {

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  private final ClockWatch watch = new ClockWatch(Clocks.of(time));

  @Test
  void seesNothingWhileTimePasses() {
    time.advance(Duration.ofDays(3));

    assertThat(watch.look()).isZero();
  }

  @Test
  void seesAStepOnceInEitherDirection() {
    time.step(Duration.ofHours(25));
    assertThat(watch.look()).isEqualTo(Duration.ofHours(25));
    assertThat(watch.look()).isZero();

    time.advance(Duration.ofMinutes(1));
    time.step(Duration.ofHours(-25));
    assertThat(watch.look()).isEqualTo(Duration.ofHours(-25));
    assertThat(watch.look()).isZero();
  }

  @Test
  void takesSlewingForNoStep() {
    time.advance(Duration.ofHours(1));
    time.step(Duration.ofSeconds(2));

    assertThat(watch.look()).isZero();
  }
}

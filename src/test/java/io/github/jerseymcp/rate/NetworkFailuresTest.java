package io.github.jerseymcp.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.MutableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The delay after failed authentications: when it begins, how it grows, and how it passes. */
class NetworkFailuresTest {

  private static final Rate THREE_A_MINUTE = new Rate(3, Duration.ofMinutes(1));
  private static final String NETWORK = "192.0.2.7/32";

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-28T12:00:00Z"));
  private final NetworkFailures failures = counting(new InMemoryRateLimiter(time));

  @Test
  void doublesTheDelayUpToTheLongest() {
    failThrice();
    List<Long> delays = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      delays.add(fail().orElseThrow());
    }

    assertThat(delays).containsExactly(20L, 40L, 80L, 160L, 300L, 300L, 300L, 300L);
  }

  @Test
  void letsTheDelayPassWithTime() {
    failThrice();
    for (int i = 0; i < 10; i++) {
      fail();
    }
    time.advance(Duration.ofSeconds(280));
    assertThat(fail()).as("20 s are left, and are doubled").hasValue(40);

    time.advance(Duration.ofSeconds(40));
    assertThat(fail()).as("told why again").isEmpty();
  }

  @Test
  void beginsAnewAfterARest() {
    failThrice();
    for (int i = 0; i < 10; i++) {
      fail();
    }
    time.advance(Duration.ofMinutes(10));

    failThrice();
    assertThat(fail()).hasValue(20);
  }

  @Test
  void neverTellsMoreThanTheAllowanceInTheLongRun() {
    int told = 0;
    for (int second = 0; second < 3_600; second++) {
      told += fail().isEmpty() ? 1 : 0;
      time.advance(Duration.ofSeconds(1));
    }
    assertThat(told).as("of an hour at one a second").isBetween(3, 30);
  }

  @Test
  void countsNetworksThatAreNotKnownTogetherAndApartFromTheOthers() {
    for (int i = 0; i < 3; i++) {
      assertThat(failures.count(Optional.empty())).isEmpty();
    }
    assertThat(failures.count(Optional.empty())).isPresent();
    assertThat(fail()).isEmpty();
  }

  @Test
  void tellsWhyWhileTheLimiterIsOutOfReach() {
    NetworkFailures alone =
        counting(
            (key, rate) -> {
              throw new IllegalStateException("down");
            });
    for (int i = 0; i < 100; i++) {
      assertThat(alone.count(Optional.of(NETWORK))).isEmpty();
    }
  }

  @Test
  void keepsTheDelayInItsRangeWhateverTheLimiterSays() {
    NetworkFailures forever =
        counting((key, rate) -> RateDecision.refusedFor(Duration.ofSeconds(Long.MAX_VALUE)));

    assertThat(forever.count(Optional.of(NETWORK))).hasValue(300);
    assertThat(forever.count(Optional.of(NETWORK))).hasValue(300);
  }

  @Test
  void tellsExactlyTheAllowanceWhenAllFailAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(32);
    List<Future<Boolean>> running = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      running.add(threads.submit(() -> fail().isEmpty()));
    }
    int told = 0;
    for (Future<Boolean> each : running) {
      told += each.get() ? 1 : 0;
    }
    threads.shutdownNow();
    assertThat(told).isEqualTo(3);
  }

  private void failThrice() {
    for (int i = 0; i < 3; i++) {
      assertThat(fail()).isEmpty();
    }
  }

  private OptionalLong fail() {
    return failures.count(Optional.of(NETWORK));
  }

  private NetworkFailures counting(RateLimiter limiter) {
    return new NetworkFailures(
        THREE_A_MINUTE, Duration.ofMinutes(5), new GuardedLimiter(limiter, time), time);
  }
}

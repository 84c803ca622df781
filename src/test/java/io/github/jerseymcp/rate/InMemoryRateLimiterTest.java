package io.github.jerseymcp.rate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jerseymcp.testing.MutableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class InMemoryRateLimiterTest extends RateLimiterRules {

  private static final RateKey.Kind KIND = RateKey.Kind.FAILURES_OF_NETWORK;
  private static final Rate RATE = new Rate(5, Duration.ofMinutes(1));

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-28T12:00:00Z"));
  private final InMemoryRateLimiter limiter = new InMemoryRateLimiter(time);

  @Override
  protected RateLimiter limiter() {
    return limiter;
  }

  @Override
  protected void pass(Duration duration) {
    time.advance(duration);
  }

  @Override
  protected RateLimiter unavailableLimiter() {
    return (key, rate) -> {
      throw new IllegalStateException("This one cannot fail");
    };
  }

  @Test
  void doesNotCareWhenSomebodySetsTheWallClock() {
    take(limiter, "alice", 5);
    time.step(Duration.ofDays(400));
    assertThat(isAllowed(limiter, "alice")).as("set forward").isFalse();
    time.step(Duration.ofDays(-800));
    assertThat(isAllowed(limiter, "alice")).as("set back").isFalse();
    time.advance(Duration.ofSeconds(12));
    assertThat(isAllowed(limiter, "alice")).isTrue();
  }

  @Test
  void forgetsNoDebtAndStaysBoundedWhenSomebodyMakesNewKeys() {
    InMemoryRateLimiter small = new InMemoryRateLimiter(1_000, time);
    take(small, "guilty", 5);

    for (int i = 0; i < 200_000; i++) {
      small.tryTake(key("new " + i), RATE);
    }

    assertThat(small.size()).isEqualTo(1_000);
    assertThat(isAllowed(small, "guilty")).isFalse();
  }

  @Test
  void countsNewKeysTogetherWhileAllPlacesAreTaken() {
    InMemoryRateLimiter small = new InMemoryRateLimiter(10, time);
    for (int i = 0; i < 10; i++) {
      take(small, "first " + i, 1);
    }
    take(small, "late", 5);
    assertThat(isAllowed(small, "late")).as("has no place, and is counted").isFalse();

    int allowed = 0;
    for (int i = 0; i < 100_000; i++) {
      allowed += small.tryTake(key("flood " + i), RATE).isAllowed() ? 1 : 0;
    }
    assertThat(allowed).as("of a hundred thousand new keys").isLessThanOrEqualTo(4096 * 5);
    assertThat(small.size()).isEqualTo(10);
  }

  @Test
  void takesADebtAlongThatWasMadeWithoutAPlace() {
    InMemoryRateLimiter small = new InMemoryRateLimiter(1, time);
    Rate brief = new Rate(1, Duration.ofSeconds(1));
    small.tryTake(key("has the place"), brief);
    take(small, "late", 5);

    time.advance(Duration.ofSeconds(2));

    assertThat(isAllowed(small, "late")).as("has a place now").isFalse();
    assertThat(small.size()).isEqualTo(1);
    time.advance(Duration.ofMinutes(1));
    take(small, "late", 5);
  }

  @Test
  void givesThePlacesOfPaidDebtsToNewKeys() {
    InMemoryRateLimiter small = new InMemoryRateLimiter(100, time);
    for (int minute = 0; minute < 50; minute++) {
      for (int i = 0; i < 100; i++) {
        take(small, "minute " + minute + " caller " + i, 1);
      }
      time.advance(Duration.ofMinutes(1));
    }
    assertThat(small.size()).isLessThanOrEqualTo(100);
    for (int i = 0; i < 30; i++) {
      take(small, "at last " + i, 5);
    }
  }

  @Test
  void staysBoundedAndExactWhenAllAskAtOnce() throws Exception {
    InMemoryRateLimiter small = new InMemoryRateLimiter(50, time);
    ExecutorService threads = Executors.newFixedThreadPool(16);
    List<Future<Integer>> running = new ArrayList<>();
    for (int thread = 0; thread < 16; thread++) {
      int number = thread;
      running.add(
          threads.submit(
              () -> {
                int allowed = 0;
                for (int i = 0; i < 5_000; i++) {
                  small.tryTake(key("new " + number + " " + i), RATE);
                  allowed += small.tryTake(key("all"), RATE).isAllowed() ? 1 : 0;
                }
                return allowed;
              }));
    }
    int allowed = 0;
    for (Future<Integer> each : running) {
      allowed += each.get();
    }
    threads.shutdownNow();
    assertThat(allowed).isLessThanOrEqualTo(5);
    assertThat(small.size()).isLessThanOrEqualTo(50);
  }

  @Test
  void countsNearTheEndOfATicker() {
    InMemoryRateLimiter old = new InMemoryRateLimiter(10, () -> Long.MAX_VALUE - 5 + time.nanos());
    time.advance(Duration.ofNanos(3));
    take(old, "alice", 5);
    time.advance(Duration.ofSeconds(12));
    take(old, "alice", 1);
    assertThat(isAllowed(old, "alice")).isFalse();
  }

  @Test
  void refusesABoundOutOfRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> new InMemoryRateLimiter(0, time));
    assertThatIllegalArgumentException().isThrownBy(() -> new InMemoryRateLimiter(-1, time));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new InMemoryRateLimiter(Integer.MAX_VALUE, time));
  }

  private static void take(RateLimiter limiter, String name, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(isAllowed(limiter, name)).as("%s %d", name, i).isTrue();
    }
  }

  private static boolean isAllowed(RateLimiter limiter, String name) {
    return limiter.tryTake(key(name), RATE).isAllowed();
  }

  private static RateKey key(String name) {
    return RateKey.of(KIND, name);
  }
}

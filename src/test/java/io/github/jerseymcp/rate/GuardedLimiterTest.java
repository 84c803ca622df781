package io.github.jerseymcp.rate;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.mcp.SessionTableTest;
import io.github.jerseymcp.testing.MutableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A limiter that stops answering does not keep the threads of the server. */
class GuardedLimiterTest {

  private static final Rate RATE = new Rate(5, Duration.ofMinutes(1));
  private static final RateKey KEY = RateKey.of(RateKey.Kind.REQUESTS_OF_CALLER, "alice");

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-28T12:00:00Z"));
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch released = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private volatile boolean up;
  private volatile boolean hangs;

  private final GuardedLimiter limiter =
      new GuardedLimiter(
          (key, rate) -> {
            asked.incrementAndGet();
            if (hangs) {
              await(released);
            }
            if (!up) {
              throw new IllegalStateException("down");
            }
            return RateDecision.allowed();
          },
          time);

  @AfterEach
  void stop() {
    released.countDown();
    threads.shutdownNow();
  }

  @Test
  void isAskedOnceASecondWhileItFailsAndAgainByAllOnceItIsBack() {
    for (int i = 0; i < 10; i++) {
      assertThat(limiter.ask(KEY, RATE)).isEmpty();
    }
    assertThat(asked).as("within the first second").hasValue(10);

    for (int second = 1; second <= 5; second++) {
      time.advance(Duration.ofMillis(1_001));
      for (int i = 0; i < 1_000; i++) {
        assertThat(limiter.ask(KEY, RATE)).isEmpty();
      }
      assertThat(asked).hasValue(10 + second);
    }

    up = true;
    time.advance(Duration.ofMillis(1_001));
    for (int i = 0; i < 1_000; i++) {
      assertThat(limiter.ask(KEY, RATE)).contains(RateDecision.allowed());
    }
  }

  @Test
  void aCallerWhoseAttemptsAloneFailDisturbsNobody() {
    GuardedLimiter some =
        new GuardedLimiter(
            (key, rate) -> {
              if (key.equals(KEY)) {
                throw new IllegalStateException("contended");
              }
              return RateDecision.allowed();
            },
            time);
    RateKey bob = RateKey.of(RateKey.Kind.REQUESTS_OF_CALLER, "bob");
    for (int i = 0; i < 1_000; i++) {
      assertThat(some.ask(KEY, RATE)).isEmpty();
      time.advance(Duration.ofMillis(100));
      assertThat(some.ask(bob, RATE)).isPresent();
    }
  }

  @Test
  void keepsFewThreadsThoughItNeverComesBack() throws Exception {
    hangs = true;
    List<Future<Optional<RateDecision>>> all = new ArrayList<>();
    all.add(threads.submit(() -> limiter.ask(KEY, RATE)));
    awaitAsked(1);
    for (int second = 1; second <= 60; second++) {
      time.advance(Duration.ofMillis(1_001));
      for (int i = 0; i < 10; i++) {
        all.add(threads.submit(() -> limiter.ask(KEY, RATE)));
      }
      awaitAsked(Math.min(16, second + 1));
    }
    assertThat(SessionTableTest.eventually(() -> waiting(all) == 16)).isTrue();
    assertThat(asked).hasValue(16);

    up = true;
    hangs = false;
    released.countDown();
    for (Future<Optional<RateDecision>> one : all) {
      one.get(20, TimeUnit.SECONDS);
    }
    assertThat(limiter.ask(KEY, RATE)).isPresent();
  }

  @Test
  void whatIsGivenBackInAnOutageHurtsNobody() {
    GuardedLimiter failing =
        new GuardedLimiter(
            new RateLimiter() {
              @Override
              public RateDecision tryTake(RateKey key, Rate rate) {
                return RateDecision.allowed();
              }

              @Override
              public void giveBack(RateKey key, Rate rate) {
                throw new IllegalStateException("down");
              }
            },
            time);
    failing.giveBack(KEY, RATE);
    assertThat(failing.ask(KEY, RATE)).isPresent();
  }

  private void awaitAsked(int times) throws InterruptedException {
    assertThat(SessionTableTest.eventually(() -> asked.get() == times)).isTrue();
  }

  private static long waiting(List<Future<Optional<RateDecision>>> all) {
    return all.stream().filter(one -> !one.isDone()).count();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

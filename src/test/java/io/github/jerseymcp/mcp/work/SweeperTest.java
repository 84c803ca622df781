package io.github.jerseymcp.mcp.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.mcp.SessionTableTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SweeperTest {

  @Test
  void goesOnWhateverASweepThrows() throws InterruptedException {
    CountDownLatch sweeps = new CountDownLatch(4);
    Sweeper sweeper =
        new Sweeper(
            () -> {
              sweeps.countDown();
              if (sweeps.getCount() % 2 == 0) {
                throw new IllegalStateException("once");
              }
              throw new OutOfMemoryError("no thread can be made");
            },
            Duration.ofMillis(10),
            () -> true);
    try {
      assertThat(sweeps.await(10, TimeUnit.SECONDS)).isTrue();
    } finally {
      sweeper.close();
    }
  }

  @Test
  void goesOnAfterItsEndWhileSomethingIsLeft() throws InterruptedException {
    AtomicInteger sweeps = new AtomicInteger();
    AtomicBoolean done = new AtomicBoolean();
    Sweeper sweeper = new Sweeper(sweeps::incrementAndGet, Duration.ofMillis(10), done::get);
    sweeper.close();
    int before = sweeps.get();
    assertThat(SessionTableTest.eventually(() -> sweeps.get() > before + 1)).isTrue();

    done.set(true);
    assertThat(SessionTableTest.eventually(() -> !sweeper.isRunning())).isTrue();
  }

  @Test
  void oneStepThatFailsSkipsNoOther() {
    List<String> done = new ArrayList<>();
    Sweeper.each(
        () -> {
          throw new StackOverflowError("first");
        },
        () -> done.add("second"),
        () -> {
          throw new IllegalStateException("third");
        },
        () -> done.add("fourth"));
    assertThat(done).containsExactly("second", "fourth");
  }
}

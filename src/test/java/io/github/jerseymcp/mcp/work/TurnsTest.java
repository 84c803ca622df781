package io.github.jerseymcp.mcp.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.mcp.SessionTableTest;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sixteen handlers of one caller do not all encode their answers at the same moment (L-05). */
class TurnsTest {

  private static final CallerKey ALICE = new CallerKey("https://issuer.example", "alice", "app");
  private static final CallerKey BOB = new CallerKey("https://issuer.example", "bob", "app");

  private final Turns turns = new Turns(2);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch finish = new CountDownLatch(1);
  private final AtomicInteger busy = new AtomicInteger();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void aCallerHasTwoTurnsAtOnceAndOthersDoNotWaitForIt() throws Exception {
    CompletableFuture<?>[] all = new CompletableFuture<?>[16];
    for (int i = 0; i < all.length; i++) {
      all[i] = CompletableFuture.supplyAsync(() -> turns.take(ALICE, this::work), threads);
    }
    assertThat(SessionTableTest.eventually(() -> busy.get() == 2)).isTrue();
    assertThat(turns.take(BOB, () -> "at once")).isEqualTo("at once");
    assertThat(busy).as("the others wait").hasValue(2);

    finish.countDown();
    CompletableFuture.allOf(all).get(20, TimeUnit.SECONDS);
    assertThat(busy).hasValue(16);
    assertThat(turns.size()).isZero();
  }

  @Test
  void whatFailsGivesItsTurnBack() {
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(
              () ->
                  turns.take(
                      ALICE,
                      () -> {
                        throw new StackOverflowError("deep");
                      }))
          .isInstanceOf(StackOverflowError.class);
    }
    assertThat(turns.take(ALICE, () -> "next")).isEqualTo("next");
    assertThat(turns.size()).isZero();
  }

  private int work() {
    int seen = busy.incrementAndGet();
    try {
      finish.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return seen;
  }
}

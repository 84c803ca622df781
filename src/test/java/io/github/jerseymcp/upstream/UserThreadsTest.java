package io.github.jerseymcp.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The threads on which requests of all users wait. */
class UserThreadsTest {

  private final UserThreads threads = new UserThreads(4, 4);
  private final CountDownLatch release = new CountDownLatch(1);
  private final ExecutorService senders = Executors.newFixedThreadPool(2);

  @AfterEach
  void stop() {
    release.countDown();
    senders.shutdownNow();
  }

  /** Four run and four wait, each of another user. */
  private void fill() {
    for (int i = 0; i < 8; i++) {
      threads.of("user" + i).execute(this::await);
    }
  }

  private void await() {
    try {
      var unused = release.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void rejectsWhereAllThreadsAreTakenAndAsManyWaitAsMay() {
    fill();

    assertThatExceptionOfType(RejectedExecutionException.class)
        .isThrownBy(() -> threads.of("alice").execute(this::await));
  }

  /** One that is behind another of the same user, which is rejected, would wait for ever. */
  @Test
  void forgetsNobodyWhoComesWhileAnotherOfTheSameUserIsRejected() throws Exception {
    fill();
    CyclicBarrier together = new CyclicBarrier(2);
    for (int i = 0; i < 3_000; i++) {
      List<Future<Boolean>> sent = new ArrayList<>();
      for (int j = 0; j < 2; j++) {
        sent.add(
            senders.submit(
                () -> {
                  together.await();
                  return isRejected();
                }));
      }
      for (Future<Boolean> one : sent) {
        assertThat(one.get(10, TimeUnit.SECONDS)).as("try %s", i).isTrue();
      }
    }
  }

  private boolean isRejected() {
    try {
      threads.of("alice").execute(() -> {});
      return false;
    } catch (RejectedExecutionException e) {
      return true;
    }
  }
}

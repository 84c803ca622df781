package io.github.jerseymcp.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Threads that are interrupted while they wait for a token for another API. */
class InterruptedExchangeTest {

  private final Desk desk = new Desk();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicReference<Thread> first = new AtomicReference<>();
  private final Semaphore inHandler = new Semaphore(0);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  @AfterEach
  void stop() {
    release.countDown();
    threads.shutdownNow();
    desk.close();
  }

  /** The first exchange hangs, and all others are answered. */
  private void start(UpstreamTokens tokens) {
    desk.upstream.before =
        () -> {
          if (desk.upstream.exchanges.size() == 1) {
            asked.countDown();
            await(release);
          }
        };
    desk.work =
        (caller, request) -> {
          first.compareAndSet(null, Thread.currentThread());
          inHandler.release();
          try {
            return desk.call(tokens, caller);
          } catch (InterruptedIOException e) {
            // The container would hand the thread to somebody else.
            return Thread.interrupted() ? "interrupted" : "interrupted, and nobody can tell";
          }
        };
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(60, TimeUnit.SECONDS)) {
        throw new IllegalStateException("Nobody came");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Many times, since they may look while the first one still leaves. */
  @RepeatedTest(10)
  void leavesThoseWhoWaitToFindAnotherLeaderWhereTheFirstIsInterruptedW07() throws Exception {
    start(desk.builder().timeout(Duration.ofSeconds(20)).build());
    String inbound = desk.token("alice").sign();
    Future<String> leader = threads.submit(() -> desk.ask(inbound));
    await(asked);
    List<Future<String>> followers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      followers.add(threads.submit(() -> desk.ask(inbound)));
    }
    inHandler.acquire(6);
    first.get().interrupt();

    assertThat(leader.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
    for (Future<String> follower : followers) {
      assertThat(follower.get(10, TimeUnit.SECONDS)).isEqualTo("hello alice");
    }
    assertThat(desk.upstream.exchanges).hasSize(2);
  }

  @Test
  void endsTheWaitOfOneWhoFollowsAndOfNobodyElseW07() throws Exception {
    start(desk.builder().timeout(Duration.ofSeconds(20)).build());
    String inbound = desk.token("alice").sign();
    Future<String> leader = threads.submit(() -> desk.ask(inbound));
    await(asked);
    inHandler.acquire();
    first.set(null);
    Future<String> follower = threads.submit(() -> desk.ask(inbound));
    inHandler.acquire();
    first.get().interrupt();

    assertThat(follower.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted");
    release.countDown();
    assertThat(leader.get(10, TimeUnit.SECONDS)).isEqualTo("hello alice");
    assertThat(desk.upstream.exchanges).hasSize(1);
  }

  /** After a rest one tries for all. Where nobody knows how that ended, the next one may. */
  @Test
  void letsAnotherTryAnIssuerAfterItsRestWhereTheFirstIsInterruptedW07() throws Exception {
    start(desk.builder().timeout(Duration.ofSeconds(20)).build());
    desk.upstream.before = () -> {};
    desk.upstream.refusal = seen -> Optional.of(new TestUpstream.Instead(500, Map.of()));
    for (int i = 0; i < 4; i++) {
      assertThat(desk.askAs("user" + i)).isEqualTo("OUT_OF_REACH");
    }
    assertThat(desk.upstream.exchanges).hasSize(3);
    desk.time.advance(Duration.ofSeconds(6));
    desk.upstream.refusal = seen -> Optional.empty();
    desk.upstream.before =
        () -> {
          if (desk.upstream.exchanges.size() == 4) {
            asked.countDown();
            await(release);
          }
        };
    first.set(null);
    Future<String> leader = threads.submit(() -> desk.askAs("alice"));
    await(asked);
    assertThat(desk.askAs("bob")).isEqualTo("OUT_OF_REACH");
    first.get().interrupt();
    assertThat(leader.get(10, TimeUnit.SECONDS)).isEqualTo("interrupted");

    assertThat(desk.askAs("bob")).isEqualTo("hello bob");
  }
}

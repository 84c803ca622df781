package io.github.jerseymcp.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.MutableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("once")
class InMemoryReplayRaceTest {

  private static final int THREADS = 4;
  private static final int KEYS = 50_000;
  private static final int ROUNDS = 4;

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-01T12:00:00Z"));
  private final InMemoryReplayStore store = new InMemoryReplayStore(ROUNDS * KEYS, time);

  /** All threads claim all keys, while tables grow and what is of no interest expires. */
  @Test
  void grantsEachOfManyKeysOnceDP13() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    CyclicBarrier start = new CyclicBarrier(THREADS);
    try {
      for (int round = 0; round < ROUNDS; round++) {
        AtomicIntegerArray grants = new AtomicIntegerArray(KEYS);
        Instant expiresAt = time.instant().plusSeconds(60);
        List<Future<Void>> claims = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
          claims.add(threads.submit(claimAll(thread, start, grants, expiresAt)));
        }
        for (Future<Void> claim : claims) {
          claim.get();
        }
        for (int key = 0; key < KEYS; key++) {
          assertThat(grants.get(key)).as("grants of key %d in round %d", key, round).isOne();
        }
        // The same keys are free again in the next round.
        time.advance(Duration.ofSeconds(61));
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(store.size()).isLessThanOrEqualTo(ROUNDS * KEYS);
  }

  private Callable<Void> claimAll(
      int thread, CyclicBarrier start, AtomicIntegerArray grants, Instant expiresAt) {
    return () -> {
      start.await();
      for (int key = 0; key < KEYS; key++) {
        if (store.claim("key-" + key, expiresAt)) {
          grants.incrementAndGet(key);
        }
        if (key % 4 == thread) {
          store.claim("short-" + thread + "-" + key, time.instant().plusMillis(20));
        }
        if (key % 100 == 0) {
          time.advance(Duration.ofMillis(1));
        }
      }
      return null;
    };
  }
}

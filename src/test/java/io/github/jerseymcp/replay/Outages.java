package io.github.jerseymcp.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.process.StoreServer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Kills the server of a store under load, several times, and counts: no key may ever be granted
 * twice, nothing is granted while the server is gone, and the store must come back by itself.
 */
final class Outages {

  private static final int ROUNDS = 3;
  private static final int THREADS = 8;
  private static final Duration RETURN = Duration.ofSeconds(30);

  private final ReplayStore store;
  private final StoreServer server;
  private final Map<String, AtomicInteger> grants = new ConcurrentHashMap<>();
  private final Queue<String> recent = new ConcurrentLinkedQueue<>();
  private final AtomicLong granted = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong unavailable = new AtomicLong();
  private final Instant expiresAt = Instant.now().plus(Duration.ofHours(1));
  private volatile boolean running = true;

  Outages(ReplayStore store, StoreServer server) {
    this.store = store;
    this.server = server;
  }

  /** Runs the whole scenario and prints what happened under this name. */
  void run(String name) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<Future<?>> load = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int seed = i;
      load.add(threads.submit(() -> claim(new Random(seed))));
    }
    List<Long> returns = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      pause(3000);
      server.kill();
      // What was under way when the server died may still be counted.
      pause(500);
      long before = granted.get();
      long failures = unavailable.get();
      pause(2000);
      assertThat(granted.get()).as("granted while the server was gone").isEqualTo(before);
      assertThat(unavailable.get()).as("loud while it was gone").isGreaterThan(failures);
      server.start();
      returns.add(waitForGrant(granted.get()));
    }
    pause(1000);
    running = false;
    for (Future<?> thread : load) {
      thread.get();
    }
    threads.shutdown();
    long kept = grants.keySet().stream().filter(key -> !store.claim(key, expiresAt)).count();
    System.out.printf(
        "%s killed %d times: %d claims granted, %d replays refused, %d unavailable; back after %s"
            + " ms; %d of %d used keys still known%n",
        name,
        ROUNDS,
        granted.get(),
        refused.get(),
        unavailable.get(),
        returns,
        kept,
        grants.size());
    assertThat(kept).as("used keys still known").isEqualTo(grants.size());
    assertThat(grants.values()).as("granted twice").allMatch(count -> count.get() == 1);
    assertThat(refused.get()).isPositive();
  }

  private void claim(Random random) {
    while (running) {
      String key = random.nextBoolean() ? UUID.randomUUID().toString() : recent.poll();
      if (key != null) {
        claim(key, random);
      }
    }
  }

  private void claim(String key, Random random) {
    try {
      if (store.claim(key, expiresAt)) {
        granted.incrementAndGet();
        grants.computeIfAbsent(key, k -> new AtomicInteger()).incrementAndGet();
      } else {
        refused.incrementAndGet();
      }
    } catch (ReplayStoreUnavailableException e) {
      unavailable.incrementAndGet();
      pause(5);
    }
    // Most keys come back, some right away and some after the next outage.
    if (random.nextInt(10) < 8 && recent.size() < 20_000) {
      recent.add(key);
    }
  }

  private long waitForGrant(long before) {
    long start = System.nanoTime();
    while (granted.get() == before) {
      long waited = (System.nanoTime() - start) / 1_000_000;
      assertThat(waited).as("milliseconds until the store is back").isLessThan(RETURN.toMillis());
      pause(20);
    }
    return (System.nanoTime() - start) / 1_000_000;
  }

  @SuppressWarnings("ThreadSleep") // A real server dies and returns in real time.
  private static void pause(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

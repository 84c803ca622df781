package io.github.jerseymcp.replay;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import redis.embedded.RedisServer;

/**
 * Prints how many claims a second threads make at a store in a server, and how long one takes.
 * Arguments: {@code redis} or {@code postgresql}, the number of threads, and for Redis the port of
 * a server that runs, 0 for one of its own.
 */
public final class SharedStoreLoad {

  private static final int ROUNDS = 7;
  private static final long ROUND_NANOS = 3_000_000_000L;

  private SharedStoreLoad() {}

  /** Measures; the first two rounds warm up. */
  public static void main(String[] arguments) throws Exception {
    int threads = Integer.parseInt(arguments[1]);
    if ("redis".equals(arguments[0])) {
      redis(threads, Integer.parseInt(arguments[2]));
    } else {
      postgresql(threads);
    }
  }

  private static void redis(int threads, int port) throws Exception {
    if (port == 0) {
      RedisServer server =
          RedisServer.newRedisServer().port(16379).bind("127.0.0.1").setting("save \"\"").build();
      server.start();
      try {
        redis(threads, 16379);
      } finally {
        server.stop();
      }
      return;
    }
    try (RedisReplayStore store =
        new RedisReplayStore("redis://127.0.0.1:" + port, InstantSource.system())) {
      measure("Redis", store, threads);
    }
  }

  private static void postgresql(int threads) throws Exception {
    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.builder().setServerConfig("listen_addresses", "127.0.0.1").start()) {
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
      config.setMaximumPoolSize(threads);
      try (HikariDataSource pool = new HikariDataSource(config);
          JdbcReplayStore store = new JdbcReplayStore(pool, InstantSource.system())) {
        store.createSchema();
        measure("PostgreSQL", store, threads);
      }
    }
  }

  private static void measure(String name, ReplayStore store, int threads) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    double[] rates = new double[ROUNDS - 2];
    for (int round = 0; round < ROUNDS; round++) {
      List<Callable<Integer>> work = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        ClaimStream stream = new ClaimStream(new SteadyClock(1), System.nanoTime() + thread);
        work.add(() -> claims(store, stream));
      }
      long start = System.nanoTime();
      long claims = 0;
      for (Future<Integer> done : pool.invokeAll(work)) {
        claims += done.get();
      }
      if (round >= 2) {
        rates[round - 2] = 1e9 * claims / (System.nanoTime() - start);
      }
    }
    pool.shutdown();
    Arrays.sort(rates);
    System.out.printf(
        "%s, %d threads: %,.0f claims a second (%,.0f to %,.0f), %.2f ms each%n",
        name,
        threads,
        rates[rates.length / 2],
        rates[0],
        rates[rates.length - 1],
        1000.0 * threads / rates[rates.length / 2]);
  }

  private static int claims(ReplayStore store, ClaimStream stream) {
    long end = System.nanoTime() + ROUND_NANOS;
    Instant expiresAt = Instant.now().plusSeconds(300);
    int claims = 0;
    while (System.nanoTime() < end) {
      if (!store.claim(stream.nextKey(), expiresAt)) {
        throw new IllegalStateException("A new key was refused");
      }
      claims++;
    }
    return claims;
  }
}

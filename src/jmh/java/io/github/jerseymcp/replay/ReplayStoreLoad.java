package io.github.jerseymcp.replay;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Prints how many claims threads make in a second of the clock, and in a second of CPU time for
 * each thread, which is what a machine with nothing else to do would give. Arguments: the store,
 * the number of live entries, the number of threads.
 */
public final class ReplayStoreLoad {

  private static final int CLAIMS = 2_000_000;
  private static final int ROUNDS = 7;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ReplayStoreLoad() {}

  /** Measures; the first two rounds warm up. */
  public static void main(String[] arguments) throws InterruptedException, ExecutionException {
    ComparedStore kind = ComparedStore.valueOf(arguments[0]);
    int live = Integer.parseInt(arguments[1]);
    int threads = Integer.parseInt(arguments[2]);
    SteadyClock clock = new SteadyClock(live);
    ReplayStore store = kind.filled(live, clock);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    double[] perSecond = new double[ROUNDS - 2];
    double[] perCpuSecond = new double[ROUNDS - 2];
    for (int round = 0; round < ROUNDS; round++) {
      List<Callable<Long>> work = new ArrayList<>();
      for (int thread = 0; thread < threads; thread++) {
        ClaimStream stream = new ClaimStream(clock, round * 64L + thread);
        work.add(() -> claimAll(store, stream));
      }
      long start = System.nanoTime();
      double rate = 0;
      for (Future<Long> cpuTime : pool.invokeAll(work)) {
        rate += 1e9 * CLAIMS / cpuTime.get();
      }
      long time = System.nanoTime() - start;
      if (round >= 2) {
        perSecond[round - 2] = 1e9 * CLAIMS * threads / time;
        perCpuSecond[round - 2] = rate;
      }
    }
    pool.shutdown();
    System.out.printf(
        "%-9s %10d live, %d threads: wall %s, CPU %s claims a second%n",
        kind, live, threads, summary(perSecond), summary(perCpuSecond));
  }

  private static long claimAll(ReplayStore store, ClaimStream stream) {
    long start = THREADS.getCurrentThreadCpuTime();
    for (int i = 0; i < CLAIMS; i++) {
      String key = stream.nextKey();
      Instant expiresAt = stream.nextExpiry();
      store.claim(key, expiresAt);
    }
    return THREADS.getCurrentThreadCpuTime() - start;
  }

  private static String summary(double[] values) {
    Arrays.sort(values);
    return String.format(
        "%,.0f (%,.0f to %,.0f)", values[values.length / 2], values[0], values[values.length - 1]);
  }
}

package io.github.jerseymcp.replay;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Arrays;

/**
 * Prints how long single claims take, while as many entries expire: by the wall clock, which
 * includes what else the machine does, and by the thread's own CPU time, which does not and is the
 * store's work (with the cost of reading that clock, see NONE). Says how many collections there
 * were meanwhile; with enough memory there are none. Arguments: the store, the number of live
 * entries, or 0 to begin with an empty store that grows, and the bound of the store as a multiple
 * of that number if it is to be near it, or below.
 */
public final class ReplayStoreLatency {

  private static final int CLAIMS = 2_000_000;
  private static final int ROUNDS = 5;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ReplayStoreLatency() {}

  /** Measures. */
  public static void main(String[] arguments) {
    ComparedStore kind = ComparedStore.valueOf(arguments[0]);
    int live = Integer.parseInt(arguments[1]);
    SteadyClock clock = new SteadyClock(live == 0 ? CLAIMS : live);
    double bound = arguments.length > 2 ? Double.parseDouble(arguments[2]) : 1.2;
    ReplayStore store = kind.filled(live, Math.max(1000, (int) (live * bound)), clock);
    System.out.printf(
        "%-9s %10s %-5s %7s %7s %7s %7s %8s %10s %10s %4s %8s%n",
        "store", "live", "clock", "mean ns", "p50", "p99", "p99.9", "p99.99", "p99.999", "most",
        "GCs", "refused");
    for (int round = 0; round < ROUNDS; round++) {
      boolean cpu = round != 0;
      if (live == 0) {
        store = kind.create(CLAIMS + 1, clock);
      }
      int[] nanos = new int[CLAIMS];
      System.gc();
      long collections = collections();
      ClaimStream stream = new ClaimStream(clock, round);
      int refused = 0;
      long sum = 0;
      for (int i = 0; i < CLAIMS; i++) {
        String key = stream.nextKey();
        Instant expiresAt = stream.nextExpiry();
        long start = now(cpu);
        refused += ClaimStream.claim(store, key, expiresAt) ? 0 : 1;
        nanos[i] = (int) Math.min(Integer.MAX_VALUE, now(cpu) - start);
        sum += nanos[i];
      }
      collections = collections() - collections;
      Arrays.sort(nanos);
      System.out.printf(
          "%-9s %10d %-5s %7d %7d %7d %7d %8d %10d %10d %4d %8d%n",
          kind,
          live,
          cpu ? "CPU" : "wall",
          sum / CLAIMS,
          at(nanos, 0.5),
          at(nanos, 0.99),
          at(nanos, 0.999),
          at(nanos, 0.9999),
          at(nanos, 0.99999),
          nanos[CLAIMS - 1],
          collections,
          refused);
    }
  }

  private static long now(boolean cpu) {
    return cpu ? THREADS.getCurrentThreadCpuTime() : System.nanoTime();
  }

  private static int at(int[] sorted, double share) {
    return sorted[(int) (share * (sorted.length - 1))];
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }
}

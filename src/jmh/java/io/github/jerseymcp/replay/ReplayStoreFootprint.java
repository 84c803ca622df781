package io.github.jerseymcp.replay;

/**
 * Prints how much heap a store takes for each live entry: what is used after collections with the
 * store, less what is used without it. Arguments: the store, and numbers of live entries.
 */
public final class ReplayStoreFootprint {

  private ReplayStoreFootprint() {}

  /** Measures. */
  public static void main(String[] arguments) {
    ComparedStore kind = ComparedStore.valueOf(arguments[0]);
    // Whatever is loaded and cached once is not to count.
    kind.filled(1000, new SteadyClock(1000));
    System.out.printf(
        "%-9s %10s %16s %16s%n", "store", "live", "filled, B/entry", "steady, B/entry");
    for (int i = 1; i < arguments.length; i++) {
      int live = Integer.parseInt(arguments[i]);
      long before = used();
      SteadyClock clock = new SteadyClock(live);
      ReplayStore store = kind.filled(live, clock);
      long filled = used() - before;
      ClaimStream stream = new ClaimStream(clock, i);
      for (int claim = 0; claim < 3 * live; claim++) {
        store.claim(stream.nextKey(), stream.nextExpiry());
      }
      long steady = used() - before;
      if (store.claim(stream.nextKey(), stream.nextExpiry())) {
        System.out.printf(
            "%-9s %10d %16.1f %16.1f%n", kind, live, 1.0 * filled / live, 1.0 * steady / live);
      }
    }
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}

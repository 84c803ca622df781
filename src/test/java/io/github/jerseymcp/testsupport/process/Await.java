package io.github.jerseymcp.testsupport.process;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other processes do, and for no longer than it is told to. */
public final class Await {

  private static final Duration STEP = Duration.ofMillis(20);

  private Await() {}

  /** Waits until it holds, and tells how many milliseconds that took. */
  public static long until(String what, Duration longest, BooleanSupplier holds) {
    long start = System.nanoTime();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() - start > longest.toNanos()) {
        throw new AssertionError("Not within " + longest + ": " + what);
      }
      LockSupport.parkNanos(STEP.toNanos());
    }
    return (System.nanoTime() - start) / 1_000_000;
  }
}

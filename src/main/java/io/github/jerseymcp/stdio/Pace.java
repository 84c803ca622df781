package io.github.jerseymcp.stdio;

import io.github.jerseymcp.time.Ticker;
import java.util.concurrent.locks.LockSupport;

/** Keeps whoever takes steps from taking too many in a second. Used by one thread. */
final class Pace {

  private static final long SECOND = 1_000_000_000L;

  private final int steps;
  private final Ticker ticker;
  private long second;
  private int taken;

  Pace(int stepsInSecond, Ticker ticker) {
    this.steps = stepsInSecond;
    this.ticker = ticker;
    this.second = ticker.nanos();
  }

  /** Takes a step, when it is time for it. */
  void step() {
    while (true) {
      long passed = ticker.nanos() - second;
      if (passed >= SECOND) {
        second += passed;
        taken = 0;
      }
      if (taken < steps || Thread.currentThread().isInterrupted()) {
        taken++;
        return;
      }
      LockSupport.parkNanos(SECOND - passed);
    }
  }
}

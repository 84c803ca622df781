package io.github.jerseymcp.ask;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Places of which a part is kept for those who are known: however many strangers come, they do not
 * fill it. Thread-safe.
 */
public final class Places {

  private final Semaphore all;
  private final Semaphore forStrangers;

  /**
   * So many places.
   *
   * @param most how many there are
   * @param kept how many of them no stranger gets
   */
  public Places(int most, int kept) {
    this.all = new Semaphore(most, true);
    this.forStrangers = new Semaphore(most - kept, true);
  }

  /** Takes a place, and says whether there was one within that time. */
  public boolean enter(boolean known, long nanos) throws InterruptedException {
    long begun = System.nanoTime();
    if (!known && !forStrangers.tryAcquire(nanos, TimeUnit.NANOSECONDS)) {
      return false;
    }
    boolean entered = false;
    try {
      long rest = Math.max(0, nanos - (System.nanoTime() - begun));
      entered = all.tryAcquire(rest, TimeUnit.NANOSECONDS);
      return entered;
    } finally {
      if (!entered && !known) {
        forStrangers.release();
      }
    }
  }

  /** Gives a place back. */
  public void leave(boolean known) {
    all.release();
    if (!known) {
      forStrangers.release();
    }
  }
}

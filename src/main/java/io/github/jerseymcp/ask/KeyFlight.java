package io.github.jerseymcp.ask;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread fetch the keys of an issuer, and few others wait for it: at most 32, until the
 * fetch has taken half a second. So a key server that is slow holds one thread for as long as it is
 * slow, and a healthy one answers all who come while it answers.
 *
 * <p>The first fetch of a process is different: all clients may be waiting for the start, and the
 * fetch also loads its own code. At most 256 threads wait for that one, until it has taken two
 * seconds. No caller can cause it again. Thread-safe.
 */
public final class KeyFlight {

  private final Waiting usual;

  private final ReentrantLock lock = new ReentrantLock();
  private volatile Optional<Long> began = Optional.empty();
  private volatile Waiting waiting;

  private KeyFlight(Waiting first, Waiting usual) {
    this.usual = usual;
    this.waiting = first;
  }

  /** For one of a few issuers. */
  public static KeyFlight ofConfigured() {
    return new KeyFlight(
        new Waiting(new Semaphore(256), TimeUnit.SECONDS.toNanos(2)),
        new Waiting(new Semaphore(32), TimeUnit.MILLISECONDS.toNanos(500)));
  }

  /** For one of many, who share the places of those who wait. */
  public static KeyFlight ofMany(Semaphore places) {
    return new KeyFlight(
        new Waiting(places, TimeUnit.SECONDS.toNanos(2)),
        new Waiting(places, TimeUnit.MILLISECONDS.toNanos(500)));
  }

  /** Begins a flight, unless one is under way. Whoever leads calls {@link #end}. */
  public boolean lead() {
    boolean leads = lock.tryLock();
    if (leads) {
      began = Optional.of(System.nanoTime());
    }
    return leads;
  }

  /**
   * Waits for the flight that is under way, for a moment: it is waiting threads that are saved, so
   * the time is the machine's. Whoever is told that it is over calls {@link #end}.
   */
  public boolean follow() {
    Waiting allowed = waiting;
    if (!allowed.places().tryAcquire()) {
      return false;
    }
    try {
      long now = System.nanoTime();
      long rest = began.orElse(now) + allowed.nanos() - now;
      return rest > 0 && lock.tryLock(rest, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      allowed.places().release();
    }
  }

  /** Ends a flight, or the wait for one. */
  public void end() {
    began = Optional.empty();
    waiting = usual;
    lock.unlock();
  }

  /** How many may wait for a flight, and until how long after its begin. */
  private record Waiting(Semaphore places, long nanos) {}
}

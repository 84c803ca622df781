package io.github.jerseymcp.token;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread fetch the keys of an issuer, and few others wait for it: at most 32, until the
 * fetch has taken half a second. So a key server that is slow holds one thread for as long as it is
 * slow, and a healthy one answers all who come while it answers. The first fetch of a process also
 * loads what fetches keys, so it is waited for two seconds. Thread-safe.
 */
final class KeyFlight {

  private static final int FOLLOWERS = 32;
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long FIRST_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private final ReentrantLock lock = new ReentrantLock();
  private final Semaphore followers = new Semaphore(FOLLOWERS);
  private volatile Optional<Long> began = Optional.empty();
  private volatile long patience = FIRST_PATIENCE_NANOS;

  /** Begins a flight, unless one is under way. Whoever leads calls {@link #end}. */
  boolean lead() {
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
  boolean follow() {
    if (!followers.tryAcquire()) {
      return false;
    }
    try {
      long now = System.nanoTime();
      long rest = began.orElse(now) + patience - now;
      return rest > 0 && lock.tryLock(rest, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      followers.release();
    }
  }

  void end() {
    began = Optional.empty();
    patience = PATIENCE_NANOS;
    lock.unlock();
  }
}

package io.github.jerseymcp.rate;

import io.github.jerseymcp.time.Ticker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Notices that a limiter answers nobody any more. Then one attempt a second finds out whether it is
 * back, and nobody else waits for it: each would hold a thread of the container for its time-out.
 *
 * <p>One answer, to whomever, ends it. So a caller who makes only its own attempts fail has no
 * influence on others. Thread-safe.
 */
final class Silence {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

  /** A limiter that never comes back keeps so many threads at most, once it is known. */
  private static final int MOST_WAITING = 16;

  private static final long NONE = Long.MIN_VALUE;

  private final Ticker ticker;
  private final AtomicLong since = new AtomicLong(NONE);
  private final AtomicLong nextAttempt;
  private final AtomicInteger waiting = new AtomicInteger();

  Silence(Ticker ticker) {
    this.ticker = ticker;
    this.nextAttempt = new AtomicLong(ticker.nanos());
  }

  /** Whether the limiter may be asked now; if so, {@link #end} follows. */
  boolean begin() {
    long now = ticker.nanos();
    long first = since.get();
    if (first == NONE) {
      since.compareAndSet(NONE, now);
    } else if (now - first > PATIENCE && !mayTry(now)) {
      return false;
    }
    waiting.incrementAndGet();
    return true;
  }

  private boolean mayTry(long now) {
    long next = nextAttempt.get();
    return waiting.get() < MOST_WAITING
        && now - next >= 0
        && nextAttempt.compareAndSet(next, now + PATIENCE);
  }

  /** Notes that an attempt is over. */
  void end(boolean answered) {
    waiting.decrementAndGet();
    if (answered) {
      since.set(NONE);
    }
  }
}

package io.github.jerseymcp.ask;

import io.github.jerseymcp.time.Ticker;
import java.util.concurrent.TimeUnit;

/**
 * Spares whoever is out of reach, and the threads that would wait for it: after three failures in a
 * row nobody is asked for five seconds, and then by one at a time until an answer comes.
 * Thread-safe.
 */
public final class Circuit {

  /** So many in a row are enough. */
  public static final int FAILURES = 3;

  private static final long PAUSE = TimeUnit.SECONDS.toNanos(5);

  private final Ticker ticker;
  private int failures;
  private long quietUntil;
  private boolean trial;

  /** Measures its pauses by this ticker. */
  public Circuit(Ticker ticker) {
    this.ticker = ticker;
  }

  /** Whether to ask. Whoever may calls {@link #ended} or {@link #left}. */
  public synchronized boolean enter() {
    if (failures < FAILURES) {
      return true;
    }
    if (trial || ticker.nanos() - quietUntil < 0) {
      return false;
    }
    trial = true;
    return true;
  }

  /** How asking has ended. */
  public synchronized void ended(boolean reached) {
    trial = false;
    if (reached) {
      failures = 0;
    } else {
      failures = Math.min(FAILURES, failures + 1);
      quietUntil = ticker.nanos() + PAUSE;
    }
  }

  /** Nobody knows how it would have ended. */
  public synchronized void left() {
    trial = false;
  }

  /** How many seconds are left of a pause; at least one. */
  public synchronized long retryAfter() {
    long rest = failures < FAILURES ? 0 : quietUntil - ticker.nanos();
    return Math.max(1, (rest + 999_999_999) / 1_000_000_000);
  }
}

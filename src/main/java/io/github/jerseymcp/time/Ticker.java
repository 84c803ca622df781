package io.github.jerseymcp.time;

/**
 * A clock for intervals: it only moves forward, at the pace of time, and does not move when
 * somebody corrects the wall clock. Its readings mean nothing by themselves; subtract one from
 * another.
 *
 * <p>Cache lives, pauses, rates, time-outs and windows are measured with it. Claims and expiries of
 * tokens are compared with {@link java.time.InstantSource}. Must be thread-safe.
 */
@FunctionalInterface
public interface Ticker {

  /** The nanoseconds since some fixed moment. */
  long nanos();

  /** The monotonic clock of this process. */
  static Ticker system() {
    return System::nanoTime;
  }
}

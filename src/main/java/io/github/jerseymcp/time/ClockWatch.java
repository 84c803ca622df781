package io.github.jerseymcp.time;

import java.time.Duration;

/**
 * Notices when somebody sets the wall clock: it then moves by another amount than the ticker. A
 * machine that sleeps looks the same, since its ticker may stand still meanwhile. Thread-safe.
 *
 * <p>It has no thread. Whoever has a reason to know looks; a clock that was set and set back
 * between two looks is not seen.
 */
public final class ClockWatch {

  /** How far the clocks may drift apart while one is slewed, as a part of the time: 1 in 500. */
  private static final int SLEWING = 500;

  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final Clocks clocks;
  private Reading last;

  /** Watches from now on. */
  public ClockWatch(Clocks clocks) {
    this.clocks = clocks;
    this.last = read();
  }

  /**
   * By how much the wall clock was set since the last look: forward, back by a negative duration,
   * or zero.
   */
  public synchronized Duration look() {
    Reading now = read();
    long passed = now.nanos - last.nanos;
    long step = now.millis - last.millis - passed / 1_000_000;
    last = now;
    long slewed = passed / 1_000_000 / SLEWING;
    return Math.abs(step) <= TOLERANCE.toMillis() + slewed
        ? Duration.ZERO
        : Duration.ofMillis(step);
  }

  private Reading read() {
    return new Reading(clocks.now().toEpochMilli(), clocks.nanos());
  }

  private record Reading(long millis, long nanos) {}
}

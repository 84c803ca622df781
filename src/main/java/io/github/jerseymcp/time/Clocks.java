package io.github.jerseymcp.time;

import java.time.Instant;
import java.time.InstantSource;

/**
 * The two clocks of a component: one for what is compared with a date that somebody wrote down, one
 * for how long something takes. Immutable; as thread-safe as the clocks are.
 *
 * @param wall tells the date, and may be corrected in either direction while the process runs
 * @param ticker measures intervals, and is never corrected
 */
public record Clocks(InstantSource wall, Ticker ticker) {

  private static final Clocks SYSTEM = new Clocks(InstantSource.system(), Ticker.system());

  /** The clocks of this machine. */
  public static Clocks system() {
    return SYSTEM;
  }

  /**
   * Clocks with this wall clock. A source that is a {@link Ticker} too, such as one that a test
   * moves, also measures the intervals; with any other the process measures them.
   */
  public static Clocks of(InstantSource wall) {
    return new Clocks(wall, wall instanceof Ticker ticker ? ticker : Ticker.system());
  }

  /** What the wall clock says. */
  public Instant now() {
    return wall.instant();
  }

  /** What the ticker says, in nanoseconds. */
  public long nanos() {
    return ticker.nanos();
  }
}

package io.github.jerseymcp.time;

import java.time.Duration;

/**
 * Now, for what measures how long something has lasted.
 *
 * @param nanos what the ticker says
 */
public record Moment(long nanos) {

  /** Now by this ticker. */
  public static Moment of(Ticker ticker) {
    return new Moment(ticker.nanos());
  }

  /** Whether at least this time has passed since the ticker said so. */
  public boolean isAtLeast(Duration time, long since) {
    return time.compareTo(Duration.ofNanos(nanos - since)) <= 0;
  }
}

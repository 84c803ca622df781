package io.github.jerseymcp.time;

import java.time.Duration;
import java.time.Instant;

/**
 * Now, on both clocks.
 *
 * @param date for what is compared with an expiry of a token
 * @param nanos for how long something has lasted
 */
public record Moment(Instant date, long nanos) {

  public static Moment of(Clocks clocks) {
    return new Moment(clocks.now(), clocks.nanos());
  }

  /** Whether at least this time has passed since the ticker said so. */
  public boolean isAtLeast(Duration time, long since) {
    return time.compareTo(Duration.ofNanos(nanos - since)) <= 0;
  }
}

package io.github.jerseymcp.mcp;

import java.time.Duration;

/**
 * How long sessions last. How many there may be is a matter of {@link
 * io.github.jerseymcp.account.Holding#SESSIONS}: one more than its caller may have ends the one
 * that was used least recently, if it was not used for a minute and has neither a call nor a stream
 * open, else it is answered with 429.
 *
 * @param idle how long a session lives without a request and without an open stream
 * @param lifetime how long it lives at most
 */
public record SessionLimits(Duration idle, Duration lifetime) {

  private static final SessionLimits DEFAULTS =
      new SessionLimits(Duration.ofMinutes(30), Duration.ofHours(24));

  /** Checks that each time is longer than nothing. */
  public SessionLimits {
    if (idle.isNegative() || idle.isZero() || lifetime.isNegative() || lifetime.isZero()) {
      throw new IllegalArgumentException("Sessions must live longer than nothing");
    }
  }

  /** 30 minutes idle, 24 hours at most. */
  public static SessionLimits defaults() {
    return DEFAULTS;
  }

  /** These limits with other times. */
  public SessionLimits withTimes(Duration idleTime, Duration longest) {
    return new SessionLimits(idleTime, longest);
  }
}

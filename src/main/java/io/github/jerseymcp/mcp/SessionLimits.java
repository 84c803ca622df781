package io.github.jerseymcp.mcp;

import java.time.Duration;

/**
 * How many sessions there may be, and how long they last.
 *
 * @param perCaller the sessions that one caller may have; one more ends the one that was used least
 *     recently, if it was not used for a minute and has neither a call nor a stream open, else it
 *     is answered with 429
 * @param total the sessions of all callers; one more is answered with 503
 * @param idle how long a session lives without a request and without an open stream
 * @param lifetime how long it lives at most
 */
public record SessionLimits(int perCaller, int total, Duration idle, Duration lifetime) {

  private static final SessionLimits DEFAULTS =
      new SessionLimits(32, 10_000, Duration.ofMinutes(30), Duration.ofHours(24));

  /** Checks that each limit is at least 1, and each time longer than nothing. */
  public SessionLimits {
    if (perCaller < 1 || total < 1) {
      throw new IllegalArgumentException("Each limit on sessions must be at least 1");
    }
    if (idle.isNegative() || idle.isZero() || lifetime.isNegative() || lifetime.isZero()) {
      throw new IllegalArgumentException("Sessions must live longer than nothing");
    }
  }

  /** 32 sessions for one caller, 10,000 in all; 30 minutes idle, 24 hours at most. */
  public static SessionLimits defaults() {
    return DEFAULTS;
  }

  /** These limits with other numbers of sessions. */
  public SessionLimits withSessions(int ofCaller, int ofAll) {
    return new SessionLimits(ofCaller, ofAll, idle, lifetime);
  }

  /** These limits with other times. */
  public SessionLimits withTimes(Duration idleTime, Duration longest) {
    return new SessionLimits(perCaller, total, idleTime, longest);
  }
}

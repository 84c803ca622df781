package io.github.jerseymcp.mcp;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How long sessions last. Immutable; each {@code with} method gives a changed copy. How many there
 * may be is a matter of {@link io.github.jerseymcp.account.Holding#SESSIONS}: one more than its
 * caller may have ends the one that was used least recently, if it was not used for a minute and
 * has neither a call nor a stream open, else it is answered with 429.
 */
public final class SessionLimits {

  private static final SessionLimits DEFAULTS =
      new SessionLimits(Duration.ofMinutes(30), Duration.ofHours(24), Duration.ofMinutes(5));

  private final Duration idle;
  private final Duration lifetime;
  private final Duration anonymousIdle;

  private SessionLimits(Duration idle, Duration lifetime, Duration anonymousIdle) {
    this.idle = idle;
    this.lifetime = lifetime;
    this.anonymousIdle = anonymousIdle;
  }

  /** The defaults, which each {@code with} method names. */
  public static SessionLimits defaults() {
    return DEFAULTS;
  }

  /** How long a session lives without a request and an open stream. Default: 30 minutes. */
  public SessionLimits withIdle(Duration longest) {
    return new SessionLimits(longest, lifetime, anonymousIdle);
  }

  /** How long a session lives at most. Default: 24 hours. */
  public SessionLimits withLifetime(Duration longest) {
    return new SessionLimits(idle, longest, anonymousIdle);
  }

  /**
   * How long a session lives without a request that began without a caller, where {@code
   * initialize} is opened to anybody: at most as long as others. Default: 5 minutes.
   */
  public SessionLimits withAnonymousIdle(Duration longest) {
    return new SessionLimits(idle, lifetime, longest);
  }

  /** How long a session lives without a request and an open stream. */
  public Duration idle() {
    return idle;
  }

  /** How long a session lives at most. */
  public Duration lifetime() {
    return lifetime;
  }

  /** How long a session lives without a request, by whether it began without a caller. */
  public Duration idleOf(boolean anonymous) {
    return anonymous && anonymousIdle.compareTo(idle) < 0 ? anonymousIdle : idle;
  }

  List<String> problems() {
    return Stream.of(idle, lifetime, anonymousIdle)
            .anyMatch(time -> time.isNegative() || time.isZero())
        ? List.of("sessions must live longer than nothing")
        : List.of();
  }
}

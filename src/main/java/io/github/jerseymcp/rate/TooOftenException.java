package io.github.jerseymcp.rate;

/** A caller does something more often than it may, or nobody can tell whether it does. */
public final class TooOftenException extends Exception {

  private static final long serialVersionUID = 1L;

  private final long retryAfter;
  private final boolean counted;

  private TooOftenException(String message, long retryAfter, boolean counted) {
    super(message, null, false, false);
    this.retryAfter = retryAfter;
    this.counted = counted;
  }

  static TooOftenException of(RateKey.Kind kind, long retryAfter) {
    return new TooOftenException("Too many " + kind, retryAfter, true);
  }

  static TooOftenException ofOutage(long retryAfter) {
    return new TooOftenException("The rate limiter is out of reach", retryAfter, false);
  }

  /** After how many seconds another attempt may succeed. */
  public long retryAfter() {
    return retryAfter;
  }

  /**
   * Whether it is the caller's rate that is used up (429), and not the limiter that fails (503).
   */
  public boolean isOfCaller() {
    return counted;
  }
}

package io.github.jerseymcp.introspection;

/**
 * Says that a token could not be checked, because nobody could tell what it says: 503 with {@code
 * Retry-After} and no challenge. The token may well be good. Carries no stack trace.
 */
public final class TokenUncheckedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String issuer;
  private final long retryAfter;

  /**
   * Says when to try again.
   *
   * @param issuer the trusted issuer that the token is believed to be of, as configured
   * @param retryAfter seconds; 1 if it is less
   */
  public TokenUncheckedException(String issuer, long retryAfter) {
    super("Nobody can tell what the token says", null, false, false);
    this.issuer = issuer;
    this.retryAfter = Math.max(1, retryAfter);
  }

  /** The trusted issuer, as configured. */
  public String issuer() {
    return issuer;
  }

  /** After how many seconds another attempt makes sense. */
  public long retryAfter() {
    return retryAfter;
  }
}

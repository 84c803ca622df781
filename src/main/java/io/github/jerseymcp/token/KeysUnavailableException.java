package io.github.jerseymcp.token;

/**
 * Says that a token could not be checked, because the keys of its issuer cannot be had: 503 with
 * {@code Retry-After} and no challenge. The token may well be good. Carries no stack trace.
 */
public final class KeysUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long retryAfter;

  /**
   * Says when to try again.
   *
   * @param retryAfter seconds, at least 1
   */
  public KeysUnavailableException(long retryAfter) {
    super("The keys of the issuer cannot be had", null, false, false);
    this.retryAfter = Math.max(1, retryAfter);
  }

  /** After how many seconds another attempt makes sense. */
  public long retryAfter() {
    return retryAfter;
  }
}

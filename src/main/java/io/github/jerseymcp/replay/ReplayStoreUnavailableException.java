package io.github.jerseymcp.replay;

/**
 * Says that a replay store could not tell whether a proof was used before: 503 with {@code
 * Retry-After} and no challenge. The proof may well be good, but must not be accepted. Carries no
 * stack trace and no cause; the store itself logs what an operator needs.
 */
public final class ReplayStoreUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long retryAfter;

  /**
   * Says when to try again.
   *
   * @param retryAfter seconds, at least 1
   */
  public ReplayStoreUnavailableException(long retryAfter) {
    super("The replay store cannot be asked", null, false, false);
    this.retryAfter = Math.max(1, retryAfter);
  }

  /** After how many seconds another attempt makes sense. */
  public long retryAfter() {
    return retryAfter;
  }
}

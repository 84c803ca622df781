package io.github.jerseymcp.ask;

/** Says that nobody could tell, and when to ask again. Carries no stack trace. */
public final class UnansweredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final long retryAfter;

  /**
   * Says when to try again.
   *
   * @param retryAfter seconds; 1 if it is less
   */
  public UnansweredException(long retryAfter) {
    super("Nobody could tell", null, false, false);
    this.retryAfter = Math.max(1, retryAfter);
  }

  /** After how many seconds another attempt makes sense. */
  public long retryAfter() {
    return retryAfter;
  }
}

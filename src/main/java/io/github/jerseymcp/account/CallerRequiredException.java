package io.github.jerseymcp.account;

/**
 * A request without credentials asks for what needs a caller, or there is no room to find out. It
 * is answered with the challenge that a request gets which is not looked at. Carries no stack
 * trace.
 */
public final class CallerRequiredException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final boolean atLimit;

  private CallerRequiredException(boolean atLimit) {
    super("The request needs a caller", null, false, false);
    this.atLimit = atLimit;
  }

  /** What is asked for is not open to anybody. */
  public static CallerRequiredException forOperation() {
    return new CallerRequiredException(false);
  }

  /** Requests without credentials take all that they may, so that this one is not looked at. */
  public static CallerRequiredException atLimit() {
    return new CallerRequiredException(true);
  }

  /** Whether it was not looked at. */
  public boolean isAtLimit() {
    return atLimit;
  }
}

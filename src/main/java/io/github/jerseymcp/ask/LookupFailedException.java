package io.github.jerseymcp.ask;

/** Says why a source cannot tell, in words that may be logged. Carries no stack trace. */
public final class LookupFailedException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String why;

  /** In words that hold nothing of a caller's. */
  public LookupFailedException(String why) {
    super(why, null, false, false);
    this.why = why;
  }

  String why() {
    return why;
  }
}

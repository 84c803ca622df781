package io.github.jerseymcp.token;

import java.io.IOException;

/** Says that a document could not be had, with a constant reason that is fit for a log. */
final class FetchFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  private final boolean answered;

  private FetchFailedException(String constantReason, boolean answered) {
    super(constantReason);
    this.answered = answered;
  }

  /** The server answered, but not with the document: another address may have it. */
  static FetchFailedException answered(String constantReason) {
    return new FetchFailedException(constantReason, true);
  }

  /** The server did not answer: no other address of it will. */
  static FetchFailedException unanswered(String constantReason) {
    return new FetchFailedException(constantReason, false);
  }

  boolean isAnswered() {
    return answered;
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}

package io.github.jerseymcp.token;

import java.io.IOException;

/** Says that a document could not be had, with a reason that is fit for a log. */
final class FetchFailedException extends IOException {

  private static final long serialVersionUID = 1L;

  FetchFailedException(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}

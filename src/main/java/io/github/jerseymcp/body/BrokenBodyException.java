package io.github.jerseymcp.body;

import java.io.IOException;

/** The connection broke within a body: nobody's mistake here, and nobody is left to be answered. */
public final class BrokenBodyException extends IOException {

  private static final long serialVersionUID = 1L;

  BrokenBodyException(Exception cause) {
    super("The connection broke within the body of a request", cause);
  }
}

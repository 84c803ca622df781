package io.github.jerseymcp.body;

import java.io.IOException;

/**
 * The connection broke within a body. The server did nothing wrong, and no client waits for an
 * answer.
 */
public final class BrokenBodyException extends IOException {

  private static final long serialVersionUID = 1L;

  BrokenBodyException(Exception cause) {
    super("The connection broke within the body of a request", cause);
  }
}

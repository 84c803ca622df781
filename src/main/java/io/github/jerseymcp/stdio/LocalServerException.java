package io.github.jerseymcp.stdio;

import java.io.IOException;

/**
 * Says that a local server was not started, or is over. Its message is a constant of {@link
 * LocalServerFault}, sometimes with a path of the configuration or an exit code; it never holds an
 * argument, a variable or anything that the server wrote.
 */
public final class LocalServerException extends IOException {

  private static final long serialVersionUID = 1L;

  private final LocalServerFault fault;

  LocalServerException(LocalServerFault fault) {
    super(fault.text());
    this.fault = fault;
  }

  LocalServerException(LocalServerFault fault, String reason) {
    super(fault.text() + ": " + reason);
    this.fault = fault;
  }

  /** What went wrong. */
  public LocalServerFault fault() {
    return fault;
  }
}

package io.github.jerseymcp.stdio;

import java.io.IOException;
import java.util.OptionalInt;

/**
 * Says that a local server was not started, or is over. Its message is a constant of {@link
 * LocalServerFault}, sometimes with a path of the configuration or an exit code; it never holds an
 * argument, a variable or anything that the server wrote.
 */
public final class LocalServerException extends IOException {

  private static final long serialVersionUID = 1L;

  private static final int NO_CODE = -1;

  private final LocalServerFault fault;
  private final int exitCode;

  LocalServerException(LocalServerFault fault) {
    super(fault.text());
    this.fault = fault;
    this.exitCode = NO_CODE;
  }

  LocalServerException(LocalServerFault fault, String reason) {
    super(fault.text() + ": " + reason);
    this.fault = fault;
    this.exitCode = NO_CODE;
  }

  /** It ended by itself, with that code. */
  LocalServerException(int exitCode) {
    super(LocalServerFault.ENDED.text() + ": its exit code is " + exitCode);
    this.fault = LocalServerFault.ENDED;
    this.exitCode = exitCode;
  }

  /** The code of a process that ended by itself. */
  OptionalInt exitCode() {
    return exitCode == NO_CODE ? OptionalInt.empty() : OptionalInt.of(exitCode);
  }

  /** What went wrong. */
  public LocalServerFault fault() {
    return fault;
  }
}

package io.github.jerseymcp.stdio;

import java.util.OptionalInt;

/**
 * A local server is over, or was not started. Nothing that it wrote, and no argument, is in it.
 *
 * @param program the name of the file, without its directory
 * @param how how it ended
 * @param fault the same in more detail
 * @param exitCode the code, where it ended by itself
 * @param nanos how long it ran, in nanoseconds
 */
public record LocalServerEnded(
    String program, How how, LocalServerFault fault, OptionalInt exitCode, long nanos) {

  /** Java says so, as shells do, of a process that a signal has ended: this and the signal. */
  private static final int SIGNALLED = 128;

  /** How a local server ended. */
  public enum How {
    /** It was closed here. */
    CLOSED,
    /** It ended by itself, with code 0. */
    EXITED,
    /** It ended by itself, with a code of 1 to 128. */
    FAILED,
    /** A signal ended it, or its code is above 128, which looks the same. */
    KILLED,
    /** It closed its output. */
    OUTPUT_CLOSED,
    /** It broke a limit: of lines, of what is no message, of what it does not read. */
    LIMIT,
    /** It was not started. */
    NOT_STARTED
  }

  static LocalServerEnded of(String program, LocalServerException why, long nanos) {
    return new LocalServerEnded(program, how(why), why.fault(), why.exitCode(), nanos);
  }

  private static How how(LocalServerException why) {
    return switch (why.fault()) {
      case NO_PROGRAM, PROGRAM_NOT_SAFE, PROGRAM_CHANGED, NO_DIRECTORY, NOT_STARTED ->
          How.NOT_STARTED;
      case ENDED -> how(why.exitCode().orElse(0));
      case OUTPUT_CLOSED -> How.OUTPUT_CLOSED;
      case LINE_TOO_LONG, NO_PROTOCOL, NOT_READING -> How.LIMIT;
      case CLOSED -> How.CLOSED;
    };
  }

  private static How how(int exitCode) {
    if (exitCode == 0) {
      return How.EXITED;
    }
    return exitCode > SIGNALLED ? How.KILLED : How.FAILED;
  }
}

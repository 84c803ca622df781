package io.github.jerseymcp.stdio;

/** Why a local server was not started, or is over. The texts are ours, and fit for a log. */
public enum LocalServerFault {
  /** There is no such file, or it is none that can be executed. */
  NO_PROGRAM("The program is not there, or cannot be executed"),
  /** Somebody else could change the program, or what leads to it. */
  PROGRAM_NOT_SAFE("Somebody else could change the program"),
  /** The program is another one than when the command was made. */
  PROGRAM_CHANGED("The program is another one than it should be"),
  /** There is no such directory to work in, or somebody else could write there. */
  NO_DIRECTORY("The directory to work in is not there, or is not safe"),
  /** The operating system did not start it. */
  NOT_STARTED("The program could not be started"),
  /** It ended by itself. */
  ENDED("The local server ended"),
  /** It closed its output. */
  OUTPUT_CLOSED("The local server closed its output"),
  /** It wrote a line that is longer than a message may be. */
  LINE_TOO_LONG("The local server wrote a line that is too long"),
  /** It wrote many lines in a row that are no messages. */
  NO_PROTOCOL("The local server does not speak the protocol"),
  /** It does not read what it is sent. */
  NOT_READING("The local server does not read what it is sent"),
  /** It was closed here. */
  CLOSED("The local server was closed");

  private final String text;

  LocalServerFault(String text) {
    this.text = text;
  }

  /** One constant sentence without a full stop. */
  public String text() {
    return text;
  }
}

package io.github.jerseymcp.example;

import java.util.List;

/** Thrown when a command line cannot be followed. The message is one line for who typed it. */
public final class BadCommandLineException extends Exception {

  private static final long serialVersionUID = 1L;

  BadCommandLineException(List<String> problems) {
    super(String.join("; ", problems).replace('\n', ' ').replace('\r', ' '), null, false, false);
  }
}

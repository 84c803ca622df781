package io.github.jerseymcp.example;

/** Thrown when the server cannot start. The message is one line for who started it. */
public final class StartException extends Exception {

  private static final long serialVersionUID = 1L;

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}

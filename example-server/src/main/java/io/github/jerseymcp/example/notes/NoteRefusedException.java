package io.github.jerseymcp.example.notes;

/** Thrown when a note breaks a limit. The message is a constant, fit for the user to read. */
public final class NoteRefusedException extends Exception {

  private static final long serialVersionUID = 1L;

  NoteRefusedException(String message) {
    super(message, null, false, false);
  }
}

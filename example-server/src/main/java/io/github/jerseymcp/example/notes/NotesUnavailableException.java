package io.github.jerseymcp.example.notes;

/** Thrown when the database does not do what it was asked: nobody's fault who called. */
public final class NotesUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotesUnavailableException(Throwable cause) {
    super("The notes cannot be reached", cause);
  }
}

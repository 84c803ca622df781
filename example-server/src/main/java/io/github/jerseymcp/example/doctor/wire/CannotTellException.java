package io.github.jerseymcp.example.doctor.wire;

/** Thrown where a question has no answer. The message is a constant text of ours that says why. */
public final class CannotTellException extends Exception {

  private static final long serialVersionUID = 1L;

  public CannotTellException(String why) {
    super(why, null, false, false);
  }

  /** Why the doctor cannot tell. */
  public String why() {
    return String.valueOf(getMessage());
  }
}

package io.github.jerseymcp.event;

/**
 * A session is at its end.
 *
 * @param session as {@link SessionBegan} named it
 * @param why why it ended
 * @param nanos how long it lasted, in nanoseconds
 */
public record SessionEnded(ObservedSession session, Why why, long nanos) implements SecurityEvent {

  /** Why a session ended. Tokens that end take calls and streams with them, and no session. */
  public enum Why {
    /** Its client deleted it. */
    DELETED,
    /** Nobody used it for as long as the settings allow. */
    IDLE,
    /** It lasted as long as the settings allow. */
    TOO_OLD,
    /** Its caller began another, had as many as one may have, and used this one last. */
    CROWDED_OUT,
    /** The answer that names it could not be sent. */
    NOT_DELIVERED,
    /** The server stops. */
    CLOSING
  }
}

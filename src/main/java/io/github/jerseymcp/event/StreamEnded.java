package io.github.jerseymcp.event;

/**
 * A stream is at its end.
 *
 * @param stream as {@link StreamBegan} named it
 * @param why why it ended
 * @param nanos how long it lasted, in nanoseconds
 */
public record StreamEnded(ObservedStream stream, Why why, long nanos) implements SecurityEvent {

  /** Why a stream ended. */
  public enum Why {
    /** There was nothing more to say. */
    COMPLETE,
    /** The handler sent the client away for a while. */
    RELEASED,
    /** The client came back on another connection, or began another listening stream. */
    REPLACED,
    /** The connection broke. */
    READER_GONE,
    /** The client did not read for too long, or let too much wait. */
    READER_TOO_SLOW,
    /** The token that opened it expired or was revoked. */
    TOKEN_ENDED,
    /** The session that it belonged to ended. */
    SESSION_ENDED,
    /** It was given up before anything was sent on it. */
    NOT_OPENED,
    /** The server stops. */
    CLOSING
  }
}

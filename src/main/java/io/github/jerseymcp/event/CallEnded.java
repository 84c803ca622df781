package io.github.jerseymcp.event;

import java.util.OptionalInt;

/**
 * A call is at its end, and its answer goes to the client if there is one.
 *
 * @param call as {@link CallBegan} named it
 * @param outcome how it ended
 * @param errorCode the code of the JSON-RPC error that it is answered with: one of the library's,
 *     or one that the settings let pass
 * @param nanos how long it took, in nanoseconds
 */
public record CallEnded(ObservedCall call, Outcome outcome, OptionalInt errorCode, long nanos)
    implements SecurityEvent {

  /** How a call ended. */
  public enum Outcome {
    /** It has a result. */
    ANSWERED,
    /** It has the result of a tool that says of itself that it failed. */
    TOOL_ERROR,
    /** It is answered with an error: the server knows no such thing, or failed. */
    PROTOCOL_ERROR,
    /** It was refused before its work began. */
    REFUSED,
    /** Its client cancelled it. */
    CANCELLED,
    /** It took longer than the settings allow. */
    TIMED_OUT,
    /** The token that it came with expired or was revoked. */
    TOKEN_ENDED,
    /** The session that it belonged to ended. */
    SESSION_ENDED,
    /** Its client went away, and did not come back in time if it could. */
    CONNECTION_LOST,
    /** The server stops. */
    CLOSING
  }
}

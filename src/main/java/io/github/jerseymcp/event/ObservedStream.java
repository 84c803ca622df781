package io.github.jerseymcp.event;

import java.util.OptionalLong;

/**
 * One HTTP answer that carries events, as the events of the library name it.
 *
 * @param number tells it from all other calls, sessions and streams of this process
 * @param kind what it carries
 * @param resource the path template of the protected resource
 * @param caller who reads it
 * @param session the number of the session that it belongs to; empty where there are none
 * @param correlationId what the log of the application may know the request by that it answers
 */
public record ObservedStream(
    long number,
    Kind kind,
    String resource,
    Caller caller,
    OptionalLong session,
    String correlationId) {

  /** What a stream carries. */
  public enum Kind {
    /** What belongs to one call, and its answer. */
    CALL,
    /** What belongs to no call. */
    LISTENING,
    /** The rest of another stream, for a client that came back. */
    RESUMED
  }
}

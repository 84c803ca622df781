package io.github.jerseymcp.mcp.reply;

import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;

/** Where the one answer to a message goes. Thread-safe. */
public interface Reply {

  /** Where the events of one answer go. Used by one thread at a time. */
  interface Events {

    /** The answer that begins it. */
    Response response();

    /** Takes a part of an event; each event ends with an empty line. */
    void write(byte[] part) throws IOException;

    void close() throws IOException;
  }

  /** Sends it; false if there was one before. */
  boolean answer(Response answer);

  /** Says that the caller lacks scopes, or must sign in again, as this exception tells. */
  void challenge(RuntimeException refusal);

  /** Sends this answer to what is no request when no other was sent by then. */
  void answerWithin(Duration patience, Response answer);

  /** What to do, once, when the client has gone, where that is seen before it is written to. */
  void whenGone(Runnable action);

  /** Where events go, in place of a plain answer. */
  Events events();

  /** That of a request over HTTP. */
  static Reply of(AsyncResponse response) {
    return new HttpReply(response);
  }
}

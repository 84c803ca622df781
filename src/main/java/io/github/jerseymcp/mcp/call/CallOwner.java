package io.github.jerseymcp.mcp.call;

import io.github.jerseymcp.event.ObservedSession;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.stream.EventConnection;
import io.github.jerseymcp.mcp.stream.MessageStream;
import java.time.Duration;
import java.util.Optional;

/**
 * What a call belongs to, such as a session: it gives the call its event stream, and keeps account
 * of it. Thread-safe.
 */
public interface CallOwner {

  /** The stream of the events of the call, which nobody reads yet. */
  MessageStream stream();

  /** The session that events name; empty if it is none, or nobody is told of it. */
  default Optional<ObservedSession> observedSession() {
    return Optional.empty();
  }

  /** The delay that the first event of the stream names; empty if it begins without one. */
  Optional<Duration> priming();

  /**
   * Takes the call in.
   *
   * @throws RefusedMessageException if it takes no such call
   */
  void begin(Call call) throws RefusedMessageException;

  /** The call was refused, here or later, before its work began. */
  void refused(Call call, RpcError error);

  /** A connection for the stream of the call; empty if it can have none. */
  Optional<EventConnection> connect(Call call);

  /** The call is at its end; its answer may still be under way. */
  void over(Call call);

  /** The answer is delivered, or never will be: the call holds nothing any more. */
  void delivered(Call call);
}

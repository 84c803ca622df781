package io.github.jerseymcp.mcp.session;

import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.event.ObservedStream.Kind;
import io.github.jerseymcp.event.StreamEnded.Why;
import io.github.jerseymcp.mcp.StreamLimits;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.call.ServerMessages;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.stream.EventConnection;
import io.github.jerseymcp.mcp.stream.EventId;
import io.github.jerseymcp.mcp.stream.MessageStream;
import io.github.jerseymcp.mcp.stream.StreamLogs;
import java.time.Duration;
import java.util.Optional;

/** Opens the streams of sessions, and lets clients come back to them. */
public final class SessionStreams {

  private static final String PRIMING_SINCE = "2025-11-25";

  private final CallSupport support;
  private final StreamLimits limits;
  private final StreamLogs logs;

  SessionStreams(CallSupport support) {
    this.support = support;
    this.limits = support.settings().streams();
    this.logs = new StreamLogs(limits, support.ticker());
  }

  /** A stream with this number in its session, which nobody reads yet. */
  public MessageStream begin(long number, CallerAccount account) {
    return logs.stream(number, account);
  }

  public long bytesKept() {
    return logs.bytes();
  }

  /** The delay that a first event names, where the version of the session has one. */
  public Optional<Duration> priming(Session session) {
    return session.version().compareTo(PRIMING_SINCE) >= 0
        ? Optional.of(limits.reconnectDelay())
        : Optional.empty();
  }

  /** Answers a GET: with a new stream of what belongs to no call, or with the rest of a stream. */
  public void connect(EndpointRequest request, Session session) throws RefusedMessageException {
    if (!request.acceptsEvents()) {
      throw new RefusedMessageException(RpcError.NOT_ACCEPTABLE);
    }
    Optional<String> lastEvent = request.field("Last-Event-ID");
    Optional<EventId> seen = lastEvent.flatMap(EventId::parse);
    Optional<MessageStream> earlier = seen.flatMap(id -> session.stream(id.stream()));
    if (lastEvent.isPresent() && earlier.isEmpty()) {
      throw new RefusedMessageException(RpcError.NOT_RESUMABLE);
    }
    // Whoever may not come back, or has all there is, need not have a connection made.
    if (earlier.isPresent() && earlier.get().isOver(request.reader(), seen.get().sequence())) {
      throw new RefusedMessageException(RpcError.STREAM_OVER);
    }
    EventConnection connection =
        support
            .connections()
            .connect(
                request,
                support.tokenOf(request),
                earlier.isPresent() ? Kind.RESUMED : Kind.LISTENING,
                session.observed())
            .orElseThrow(() -> new RefusedMessageException(RpcError.TOO_MANY_STREAMS));
    try {
      if (earlier.isPresent()) {
        resume(request, earlier.get(), seen.get(), connection);
      } else {
        listen(request, session, connection);
      }
    } catch (RefusedMessageException | RuntimeException | Error e) {
      connection.drop(Why.NOT_OPENED);
      throw e;
    }
    connection.open(request);
  }

  private void listen(EndpointRequest request, Session session, EventConnection connection) {
    long number = session.nextNumber();
    MessageStream stream = begin(number, session.account());
    stream.readBy(request.reader());
    stream.open(connection, priming(session));
    session.keep(number, stream);
    session.listen(stream);
    session.server().listeningStream(ServerMessages.of(stream, support));
  }

  private void resume(
      EndpointRequest request, MessageStream stream, EventId seen, EventConnection connection)
      throws RefusedMessageException {
    Duration window = limits.resumptionWindow();
    if (!stream.resume(request.reader(), connection, seen.sequence(), window)) {
      throw new RefusedMessageException(RpcError.NOT_RESUMABLE);
    }
  }
}

package io.github.jerseymcp.mcp;

import io.github.jerseymcp.account.CallerAccount;
import java.time.Duration;
import java.util.Optional;

/** Opens the streams of sessions, and lets clients come back to them. */
final class SessionStreams {

  private static final String PRIMING_SINCE = "2025-11-25";

  private final McpTransportSettings settings;
  private final CallSupport support;
  private final Connections connections;
  private final StreamLogs logs;

  SessionStreams(McpTransportSettings settings, CallSupport support, Connections connections) {
    this.settings = settings;
    this.support = support;
    this.connections = connections;
    this.logs = new StreamLogs(settings.streams(), settings.clocks());
  }

  /** A stream with this number in its session, which nobody reads yet. */
  MessageStream begin(long number, CallerAccount account) {
    return logs.stream(number, account);
  }

  long bytesKept() {
    return logs.bytes();
  }

  /** The delay that a first event names, where the version of the session has one. */
  Optional<Duration> priming(Session session) {
    return session.version().compareTo(PRIMING_SINCE) >= 0
        ? Optional.of(settings.streams().reconnectDelay())
        : Optional.empty();
  }

  /** Answers a GET: with a new stream of what belongs to no call, or with the rest of a stream. */
  void connect(Exchange exchange, Session session) throws RefusedMessageException {
    if (!exchange.acceptsEvents()) {
      throw new RefusedMessageException(RpcError.NOT_ACCEPTABLE, null);
    }
    EventConnection connection =
        connections
            .connect(session.account(), support.tokenOf(exchange))
            .orElseThrow(() -> new RefusedMessageException(RpcError.TOO_MANY_STREAMS, null));
    Optional<String> lastEvent = exchange.field("Last-Event-ID");
    if (lastEvent.isPresent()) {
      resume(session, lastEvent.get(), connection);
    } else {
      listen(session, connection);
    }
    connection.open(exchange);
  }

  private void listen(Session session, EventConnection connection) {
    long number = session.nextNumber();
    MessageStream stream = begin(number, session.account());
    stream.open(connection, priming(session));
    session.keep(number, stream);
    session.server().listeningStream(ServerMessages.of(stream, support.answers(), settings.json()));
  }

  private void resume(Session session, String lastEvent, EventConnection connection)
      throws RefusedMessageException {
    Duration window = settings.streams().resumptionWindow();
    Optional<EventId> seen = EventId.parse(lastEvent);
    boolean resumed =
        seen.isPresent()
            && session.stream(seen.get().stream())
                .map(stream -> stream.resume(connection, seen.get().sequence(), window))
                .orElse(false);
    if (!resumed) {
      connection.drop();
      throw new RefusedMessageException(RpcError.NOT_RESUMABLE, null);
    }
  }
}

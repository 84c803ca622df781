package io.github.jerseymcp.mcp.session;

import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.call.Connections;
import io.github.jerseymcp.mcp.call.ServerMessages;
import io.github.jerseymcp.mcp.message.AuthoriseOperation;
import io.github.jerseymcp.mcp.message.Exchange;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.stream.EventConnection;
import io.github.jerseymcp.mcp.stream.EventId;
import io.github.jerseymcp.mcp.stream.MessageStream;
import io.github.jerseymcp.mcp.stream.StreamLogs;
import io.github.jerseymcp.time.Clocks;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Opens the streams of sessions, and lets clients come back to them. */
public final class SessionStreams {

  private static final String PRIMING_SINCE = "2025-11-25";

  private final McpTransportSettings settings;
  private final AuthoriseOperation rules;
  private final CallSupport support;
  private final Connections connections;
  private final StreamLogs logs;

  public SessionStreams(
      McpTransportSettings settings,
      AuthoriseOperation rules,
      CallSupport support,
      Connections connections) {
    this.rules = rules;
    this.settings = settings;
    this.support = support;
    this.connections = connections;
    this.logs = new StreamLogs(settings.streams(), Clocks.of(settings.clock()));
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
        ? Optional.of(settings.streams().reconnectDelay())
        : Optional.empty();
  }

  /** Answers a GET: with a new stream of what belongs to no call, or with the rest of a stream. */
  public void connect(Exchange exchange, Session session) throws RefusedMessageException {
    if (!exchange.acceptsEvents()) {
      throw new RefusedMessageException(RpcError.NOT_ACCEPTABLE, null);
    }
    Optional<String> lastEvent = exchange.field("Last-Event-ID");
    if (lastEvent.isPresent()) {
      checkResumable(exchange, session, lastEvent.get());
    }
    EventConnection connection =
        connections
            .connect(session.account(), support.tokenOf(exchange))
            .orElseThrow(() -> new RefusedMessageException(RpcError.TOO_MANY_STREAMS, null));
    try {
      if (lastEvent.isPresent()) {
        resume(exchange, session, lastEvent.get(), connection);
      } else {
        listen(exchange, session, connection);
      }
    } catch (RuntimeException | Error e) {
      connection.drop();
      throw e;
    }
    connection.open(exchange);
  }

  /** A client that asks for what it has, or for less than it may read, gets no connection. */
  private static void checkResumable(Exchange exchange, Session session, String lastEvent)
      throws RefusedMessageException {
    Optional<EventId> seen = EventId.parse(lastEvent);
    Optional<MessageStream> stream = seen.flatMap(id -> session.stream(id.stream()));
    if (stream.isEmpty()) {
      return;
    }
    Set<String> needed = stream.get().needed();
    if (!needed.stream().allMatch(exchange.caller()::hasScope)) {
      throw new InsufficientScopeException(needed.toArray(String[]::new));
    }
    if (stream.get().isOver(seen.get().sequence())) {
      throw new RefusedMessageException(RpcError.STREAM_OVER, null);
    }
  }

  private void listen(Exchange exchange, Session session, EventConnection connection) {
    long number = session.nextNumber();
    MessageStream stream = begin(number, session.account());
    stream.readBy(exchange.caller());
    stream.open(connection, priming(session));
    session.keep(number, stream);
    session.listen(stream);
    session
        .server()
        .listeningStream(ServerMessages.of(stream, support.answers(), rules, settings.json()));
  }

  private void resume(
      Exchange exchange, Session session, String lastEvent, EventConnection connection)
      throws RefusedMessageException {
    Duration window = settings.streams().resumptionWindow();
    Optional<EventId> seen = EventId.parse(lastEvent);
    boolean resumed =
        seen.isPresent()
            && session.stream(seen.get().stream())
                .map(
                    stream -> {
                      stream.readBy(exchange.caller());
                      return stream.resume(connection, seen.get().sequence(), window);
                    })
                .orElse(false);
    if (!resumed) {
      connection.drop();
      throw new RefusedMessageException(RpcError.NOT_RESUMABLE, null);
    }
  }
}

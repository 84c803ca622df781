package io.github.jerseymcp.mcp.call;

import io.github.jerseymcp.account.AtLimitException;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.account.Permit;
import io.github.jerseymcp.event.Lasting;
import io.github.jerseymcp.event.ObservedSession;
import io.github.jerseymcp.event.ObservedStream;
import io.github.jerseymcp.event.StreamEnded;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.TokenLife;
import io.github.jerseymcp.mcp.stream.EventConnection;
import io.github.jerseymcp.mcp.work.Sweeper;
import io.github.jerseymcp.mcp.work.Writers;
import io.github.jerseymcp.revocation.RevocableToken;
import io.github.jerseymcp.time.Moment;
import io.github.jerseymcp.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/** The event connections of one transport that are open. Thread-safe. */
public final class Connections {

  private final Set<EventConnection> open = ConcurrentHashMap.newKeySet();
  private final McpTransportSettings settings;
  private final Ticker ticker;
  private final Writers writers;

  Connections(McpTransportSettings settings, Ticker ticker, Writers writers) {
    this.settings = settings;
    this.ticker = ticker;
    this.writers = writers;
  }

  /**
   * Makes a connection for a request; empty if the caller, or all together, have too many.
   *
   * @param session what it belongs to, if that is a session
   */
  public Optional<EventConnection> connect(
      EndpointRequest request,
      TokenLife token,
      ObservedStream.Kind kind,
      Optional<ObservedSession> session) {
    CallerAccount account = request.account();
    Permit place;
    try {
      place = account.take(Holding.STREAMS, 1);
    } catch (AtLimitException e) {
      return Optional.empty();
    }
    EventConnection connection =
        new EventConnection(
            settings.streams().bufferBytes(),
            writing -> writers.write(account, writing),
            ticker,
            token,
            account.open(Holding.ANSWER_BYTES));
    open.add(connection);
    Lasting<ObservedStream> observed = request.trail().beginStream(kind, numberOf(session));
    connection.whenClosed(
        why -> {
          open.remove(connection);
          place.close();
          observed.end((stream, nanos) -> new StreamEnded(stream, why, nanos));
        });
    if (token.isRevoked()) {
      connection.lose(StreamEnded.Why.TOKEN_ENDED);
    }
    return Optional.of(connection);
  }

  /** Twice in an interval, since a container notices a reader that is gone at its third write. */
  public void sweep(Moment now) {
    Duration silence = settings.streams().keepAlive().dividedBy(2);
    Sweeper.forEach(open, connection -> connection.sweep(now, silence));
  }

  /** Ends what these tokens opened. */
  public void revoke(Predicate<RevocableToken> which) {
    Sweeper.forEach(
        open,
        connection -> {
          if (which.test(connection.token().token())) {
            connection.lose(StreamEnded.Why.TOKEN_ENDED);
          }
        });
  }

  public void closeAll() {
    Sweeper.forEach(open, connection -> connection.end(StreamEnded.Why.CLOSING));
  }

  public int size() {
    return open.size();
  }

  private static OptionalLong numberOf(Optional<ObservedSession> session) {
    return session.map(known -> OptionalLong.of(known.number())).orElse(OptionalLong.empty());
  }
}

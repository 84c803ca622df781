package io.github.jerseymcp.mcp;

import io.github.jerseymcp.account.CallerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The event connections that are open, within limits for each caller and in all. Thread-safe. */
final class Connections {

  private final Set<EventConnection> open = ConcurrentHashMap.newKeySet();
  private final Shares shares;
  private final CallSupport support;

  Connections(Shares shares, CallSupport support) {
    this.shares = shares;
    this.support = support;
  }

  /** Makes a connection for a request; empty if there are too many. */
  Optional<EventConnection> connect(CallerKey caller, TokenLife token) {
    if (shares.take(caller) != Shares.Verdict.GRANTED) {
      return Optional.empty();
    }
    EventConnection connection =
        new EventConnection(
            support.streams().bufferBytes(), support.writers(), support.clock(), token);
    open.add(connection);
    connection.whenClosed(
        () -> {
          if (open.remove(connection)) {
            shares.release(caller);
          }
        });
    if (support.isRevoked(token)) {
      connection.lose();
    }
    return Optional.of(connection);
  }

  /** Twice in an interval, since a container notices a reader that is gone at its third write. */
  void sweep(Instant now) {
    Duration silence = support.streams().keepAlive().dividedBy(2);
    open.forEach(connection -> connection.sweep(now, silence));
  }

  /** Ends what a token opened. */
  void revoke(String issuer, String tokenId) {
    for (EventConnection connection : open) {
      if (connection.token().isOf(issuer, tokenId)) {
        connection.lose();
      }
    }
  }

  void closeAll() {
    open.forEach(EventConnection::end);
  }

  int size() {
    return open.size();
  }
}

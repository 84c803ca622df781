package io.github.jerseymcp.mcp;

import io.github.jerseymcp.account.AtLimitException;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.account.Permit;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The event connections of one transport that are open. Thread-safe. */
final class Connections {

  private final Set<EventConnection> open = ConcurrentHashMap.newKeySet();
  private final CallSupport support;

  Connections(CallSupport support) {
    this.support = support;
  }

  /** Makes a connection for a request; empty if the caller, or all together, have too many. */
  Optional<EventConnection> connect(CallerAccount account, TokenLife token) {
    Permit place;
    try {
      place = account.take(Holding.STREAMS, 1);
    } catch (AtLimitException e) {
      return Optional.empty();
    }
    EventConnection connection =
        new EventConnection(
            support.streams().bufferBytes(),
            writing -> support.writers().write(account, writing),
            support.clocks(),
            token,
            account.open(Holding.ANSWER_BYTES));
    open.add(connection);
    connection.whenClosed(
        () -> {
          open.remove(connection);
          place.close();
        });
    if (support.isRevoked(token)) {
      connection.lose();
    }
    return Optional.of(connection);
  }

  /** Twice in an interval, since a container notices a reader that is gone at its third write. */
  void sweep(Moment now) {
    Duration silence = support.streams().keepAlive().dividedBy(2);
    Sweeper.forEach(open, connection -> connection.sweep(now, silence));
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

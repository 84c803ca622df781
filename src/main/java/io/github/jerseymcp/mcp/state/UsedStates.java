package io.github.jerseymcp.mcp.state;

import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.replay.ClaimShares;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.replay.ReplayStoreUnavailableException;
import io.github.jerseymcp.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets each state be used once, and no caller fill the store for others. Thread-safe. */
final class UsedStates {

  private static final Logger logger = LoggerFactory.getLogger(UsedStates.class);

  /** One caller, or seven, must leave room for the others. */
  private static final int PARTS_OF_STORE = 8;

  private final ReplayStore store;
  private final ClaimShares shares;

  UsedStates(ReplayStore store, Duration life, Ticker ticker) {
    this.store = store;
    this.shares = new ClaimShares(Math.max(1, store.capacity() / PARTS_OF_STORE), life, ticker);
  }

  /**
   * Uses a state.
   *
   * @throws RefusedMessageException if it was used before, or that cannot be told, or its caller
   *     has used too many
   */
  void use(IncomingMessage message, CallerKey caller, String id, Instant end)
      throws RefusedMessageException {
    OptionalLong tooMany = shares.take(caller);
    if (tooMany.isPresent()) {
      throw message.refused(RpcError.TOO_MANY_STATES, tooMany.getAsLong());
    }
    boolean first = false;
    try {
      first = isFirst(message, id, end);
    } finally {
      if (!first) {
        shares.giveBack(caller);
      }
    }
    if (!first) {
      throw message.refused(RpcError.UNFIT_STATE);
    }
  }

  private boolean isFirst(IncomingMessage message, String id, Instant end)
      throws RefusedMessageException {
    try {
      return store.claim(id, end);
    } catch (ReplayStoreUnavailableException e) {
      throw message.refused(RpcError.STATES_UNKNOWN, e.retryAfter());
    } catch (RuntimeException e) {
      logger.error(
          "The store of used states failed with {}, so the request is refused",
          e.getClass().getName());
      throw message.refused(RpcError.STATES_UNKNOWN);
    }
  }
}

package io.github.jerseymcp.mcp;

import io.github.jerseymcp.account.CallerKey;
import java.util.concurrent.atomic.AtomicBoolean;

/** The place of one call within the limits on calls; given back once, however the call ends. */
final class CallShare {

  private final Shares shares;
  private final CallerKey caller;
  private final AtomicBoolean released = new AtomicBoolean();

  private CallShare(Shares shares, CallerKey caller) {
    this.shares = shares;
    this.caller = caller;
  }

  static CallShare take(Shares shares, CallerKey caller, IncomingMessage message)
      throws RefusedMessageException {
    return switch (shares.take(caller)) {
      case GRANTED -> new CallShare(shares, caller);
      case CALLER_AT_LIMIT ->
          throw new RefusedMessageException(RpcError.TOO_MANY_CALLS, message.id());
      case ALL_AT_LIMIT -> throw new RefusedMessageException(RpcError.OVERLOADED, message.id());
    };
  }

  void release() {
    if (released.compareAndSet(false, true)) {
      shares.release(caller);
    }
  }
}

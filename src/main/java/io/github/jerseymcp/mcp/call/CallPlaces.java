package io.github.jerseymcp.mcp.call;

import io.github.jerseymcp.account.AtLimitException;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.account.Permit;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The places of the calls and notifications of one transport, each on its caller's account. */
public final class CallPlaces {

  private final AtomicInteger inUse = new AtomicInteger();

  /**
   * Takes a place for a message.
   *
   * @throws RefusedMessageException if there is none
   */
  public Place take(CallerAccount account, IncomingMessage message) throws RefusedMessageException {
    try {
      Place place = new Place(account.take(Holding.CALLS, 1));
      inUse.incrementAndGet();
      return place;
    } catch (AtLimitException e) {
      throw message.refused(e.isOfCaller() ? RpcError.TOO_MANY_CALLS : RpcError.OVERLOADED);
    }
  }

  public int inUse() {
    return inUse.get();
  }

  /** The place of one call; given back once, however the call ends. */
  public final class Place {

    private final Permit permit;
    private final AtomicBoolean released = new AtomicBoolean();

    private Place(Permit permit) {
      this.permit = permit;
    }

    public void release() {
      if (released.compareAndSet(false, true)) {
        permit.close();
        inUse.decrementAndGet();
      }
    }
  }
}

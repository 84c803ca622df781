package io.github.jerseymcp.mcp.work;

import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.Holding;
import java.util.function.Supplier;

/**
 * Runs what the application does: on threads that are a share of the caller for whom it is done, so
 * that what waits there keeps neither the container nor another caller waiting. Thread-safe.
 */
public final class Handlers {

  private static final int MOST_UNTOLD = 64;

  /** An answer of some megabytes takes several times as much while it is encoded. */
  private static final int ENCODED_AT_ONCE = 2;

  private final Turns encoding = new Turns(ENCODED_AT_ONCE);
  private final CallerThreads running = new CallerThreads(Holding.HANDLERS, "mcp-handler");
  private final CallerThreads continuing = new CallerThreads(Holding.CONTINUATIONS, "mcp-continue");

  /** Runs the handler of a call. */
  public void run(CallerAccount account, CallerThreads.Task handler) {
    running.run(account, handler);
  }

  /**
   * Tells a handler of the client's answer or notification, or of its cancellation. All handlers of
   * the caller may be waiting for that, so these threads are others.
   */
  public void tell(CallerAccount account, CallerThreads.Task news) {
    continuing.run(account, news);
  }

  /**
   * Whether so many handlers of a caller still have to be told of its news, or of their end, that
   * more calls of its would go on without a bound.
   */
  public boolean isBehind(CallerAccount account) {
    return continuing.waiting(account.caller()) > MOST_UNTOLD;
  }

  /** Encodes an answer: a caller has few encoded at once, however many handlers it has. */
  public <A> A encode(CallerAccount account, Supplier<A> answer) {
    return encoding.take(account.caller(), answer);
  }

  /** Lets go of calls and notifications that ended before their turn. */
  public void forgetEnded(CallerAccount account) {
    running.forgetMoot(account.caller());
    continuing.forgetMoot(account.caller());
  }

  public void sweep() {
    running.startWaiting();
    continuing.startWaiting();
  }

  /** Lets what was begun come to its end, and refuses what comes later. */
  public void close() {
    running.close();
    continuing.close();
  }
}

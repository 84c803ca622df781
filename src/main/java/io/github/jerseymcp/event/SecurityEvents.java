package io.github.jerseymcp.event;

import io.github.jerseymcp.time.Ticker;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the listeners of one application. Whoever makes an event asks {@link #isHeard} first, so
 * that nothing is made for nobody. Thread-safe.
 */
public final class SecurityEvents {

  private static final Logger logger = LoggerFactory.getLogger(SecurityEvents.class);
  private static final long ONE_MINUTE = 60_000_000_000L;

  private final SecurityEventListener[] listeners;
  private final Ticker ticker;
  private final AtomicLong nextComplaint;

  /** Tells these listeners, in this order. */
  public SecurityEvents(List<SecurityEventListener> listeners, Ticker ticker) {
    this.listeners = listeners.toArray(SecurityEventListener[]::new);
    this.ticker = ticker;
    this.nextComplaint = new AtomicLong(ticker.nanos());
  }

  /** Events for nobody. */
  public static SecurityEvents unheard() {
    return new SecurityEvents(List.of(), Ticker.system());
  }

  /** Whether anybody listens. */
  public boolean isHeard() {
    for (SecurityEventListener listener : listeners) {
      if (isListening(listener)) {
        return true;
      }
    }
    return false;
  }

  /** One that fails to say so is told. */
  private boolean isListening(SecurityEventListener listener) {
    try {
      return listener.isListening();
    } catch (RuntimeException | Error e) {
      complain(listener, e);
      return true;
    }
  }

  /** Tells each listener, whatever the others throw. */
  public void tell(SecurityEvent event) {
    for (SecurityEventListener listener : listeners) {
      try {
        listener.on(event);
      } catch (RuntimeException | Error e) {
        complain(listener, e);
      }
    }
  }

  /** Enters what the listeners have around the handler of a call, whatever they throw. */
  CallScope around(ObservedCall call) {
    Deque<Runnable> entered = new ArrayDeque<>();
    for (SecurityEventListener listener : listeners) {
      try {
        CallScope scope = listener.around(call);
        entered.push(() -> leave(listener, scope));
      } catch (RuntimeException | Error e) {
        complain(listener, e);
      }
    }
    return () -> entered.forEach(Runnable::run);
  }

  private void leave(SecurityEventListener listener, CallScope scope) {
    try {
      scope.close();
    } catch (RuntimeException | Error e) {
      complain(listener, e);
    }
  }

  Ticker ticker() {
    return ticker;
  }

  /** The text of what was thrown may hold the event, so its type is all that is said. */
  private void complain(SecurityEventListener listener, Throwable thrown) {
    long now = ticker.nanos();
    long due = nextComplaint.get();
    if (now - due >= 0 && nextComplaint.compareAndSet(due, now + ONE_MINUTE)) {
      logger.error(
          "The listener of security events {} failed with {}; the decision stands",
          listener.getClass().getName(),
          thrown.getClass().getName());
    }
  }
}

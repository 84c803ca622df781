package io.github.jerseymcp.client.event;

import io.github.jerseymcp.client.discovery.AuthorizationFault;
import io.github.jerseymcp.client.discovery.AuthorizationStep;
import io.github.jerseymcp.client.discovery.Inquiry;
import io.github.jerseymcp.client.discovery.Origins;
import io.github.jerseymcp.time.Ticker;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the listeners of one authorization. Thread-safe. */
public final class ClientEvents implements Inquiry.Observer {

  private static final Logger logger = LoggerFactory.getLogger(ClientEvents.class);
  private static final long ONE_MINUTE = 60_000_000_000L;

  private final List<ClientEventListener> listeners;
  private final String server;
  private final String user;
  private final Ticker ticker;
  private final AtomicLong nextComplaint;

  /** Tells these listeners, in this order, of one user at one server. */
  public ClientEvents(List<ClientEventListener> listeners, URI server, String user, Ticker ticker) {
    this.listeners = List.copyOf(listeners);
    this.server = Origins.of(server);
    this.user = user;
    this.ticker = ticker;
    this.nextComplaint = new AtomicLong(ticker.nanos());
  }

  @Override
  public void ended(
      AuthorizationStep step,
      Optional<String> issuer,
      AuthorizationStep.Outcome outcome,
      Optional<AuthorizationFault> fault,
      long nanos) {
    Optional<String> origin = issuer.flatMap(Origins::address).map(Origins::of);
    tell(new StepEnded(server, user, step, origin, outcome, fault, nanos));
  }

  void reached(String limit) {
    tell(new LimitReached(server, user, limit));
  }

  private void tell(ClientEvent event) {
    for (ClientEventListener listener : listeners) {
      try {
        listener.on(event);
      } catch (RuntimeException | Error e) {
        complain(listener, e);
      }
    }
  }

  /** The text of what was thrown may hold the event, so its type is all that is said. */
  private void complain(ClientEventListener listener, Throwable thrown) {
    long now = ticker.nanos();
    long due = nextComplaint.get();
    if (now - due >= 0 && nextComplaint.compareAndSet(due, now + ONE_MINUTE)) {
      logger.error(
          "The listener of client events {} failed with {}; the step stands",
          listener.getClass().getName(),
          thrown.getClass().getName());
    }
  }
}

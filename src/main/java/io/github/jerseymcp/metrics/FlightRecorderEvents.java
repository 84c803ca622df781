package io.github.jerseymcp.metrics;

import io.github.jerseymcp.event.Decision;
import io.github.jerseymcp.event.KeysFetched;
import io.github.jerseymcp.event.KeysUnavailable;
import io.github.jerseymcp.event.RequestRefused;
import io.github.jerseymcp.event.SecurityEvent;
import io.github.jerseymcp.event.SecurityEventListener;
import java.util.List;
import java.util.stream.Stream;

/**
 * Hands decisions and fetches of keys to the JDK's flight recorder, while a recording asks for
 * them: {@code io.github.jerseymcp.Decision} and {@code io.github.jerseymcp.KeyFetch}, which are
 * off by default. Thread-safe.
 */
public final class FlightRecorderEvents implements SecurityEventListener {

  private FlightRecorderEvents() {}

  /** These listeners, and this one where the JDK has a flight recorder. */
  public static List<SecurityEventListener> behind(List<SecurityEventListener> listeners) {
    return ModuleLayer.boot().findModule("jdk.jfr").isPresent()
        ? Stream.concat(listeners.stream(), Stream.of(new FlightRecorderEvents())).toList()
        : listeners;
  }

  @Override
  public boolean isListening() {
    return new DecisionRecord().isEnabled() || new KeyFetchRecord().isEnabled();
  }

  @Override
  public void on(SecurityEvent event) {
    if (event instanceof Decision decision) {
      record(decision);
    } else if (event instanceof KeysFetched fetched) {
      record(fetched.issuer(), true, fetched.keys(), fetched.nanos());
    } else if (event instanceof KeysUnavailable unavailable) {
      record(unavailable.issuer(), false, 0, unavailable.nanos());
    }
  }

  private static void record(Decision decision) {
    DecisionRecord record = new DecisionRecord();
    if (!record.shouldCommit()) {
      return;
    }
    record.resource = decision.resource();
    record.operation = decision.operation().toString();
    record.correlationId = decision.correlationId();
    record.decided = decision.nanos();
    record.outcome = "accepted";
    if (decision instanceof RequestRefused refused) {
      record.outcome = "refused";
      record.cause = refused.cause().code();
      record.status = refused.status();
    }
    record.commit();
  }

  private static void record(String issuer, boolean fetched, int keys, long nanos) {
    KeyFetchRecord record = new KeyFetchRecord();
    if (record.shouldCommit()) {
      record.issuer = issuer;
      record.fetched = fetched;
      record.keys = keys;
      record.took = nanos;
      record.commit();
    }
  }
}

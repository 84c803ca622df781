package io.github.jerseymcp.replay;

import io.github.jerseymcp.time.Ticker;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/**
 * Logs when a store cannot be asked, at most every half minute, and when it answers again. What a
 * library says about a failure may hold data, so only its kind is logged. Thread-safe.
 */
final class OutageLog {

  private static final long RETRY_AFTER_SECONDS = 2;
  private static final long INTERVAL = 30_000_000_000L;

  private final Logger log;
  private final String store;
  private final Ticker ticker;
  private final AtomicBoolean announced = new AtomicBoolean();
  private final AtomicLong nextAnnouncement;

  OutageLog(Logger log, String store, Ticker ticker) {
    this.log = log;
    this.store = store;
    this.ticker = ticker;
    this.nextAnnouncement = new AtomicLong(ticker.nanos());
  }

  /** Notes a failure of this kind. */
  ReplayStoreUnavailableException unavailable(String kind) {
    long now = ticker.nanos();
    long next = nextAnnouncement.get();
    if (now - next >= 0 && nextAnnouncement.compareAndSet(next, now + INTERVAL)) {
      announced.set(true);
      log.error("The {} replay store cannot be asked, so proofs get 503: {}", store, kind);
    }
    return new ReplayStoreUnavailableException(RETRY_AFTER_SECONDS);
  }

  void available() {
    if (announced.get() && announced.compareAndSet(true, false)) {
      log.warn("The {} replay store answers again", store);
    }
  }
}

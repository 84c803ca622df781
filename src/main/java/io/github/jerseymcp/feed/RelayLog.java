package io.github.jerseymcp.feed;

import io.github.jerseymcp.time.Ticker;
import org.slf4j.Logger;

/** Says once that other nodes are not reached, and that they are again. Thread-safe. */
final class RelayLog {

  private static final long INTERVAL = 30_000_000_000L;

  private final Logger log;
  private final Ticker ticker;
  private boolean out;
  private boolean malformedSaid;
  private long malformedAt;

  RelayLog(Logger log, Ticker ticker) {
    this.log = log;
    this.ticker = ticker;
  }

  /** Other nodes are not reached, for a reason of this kind: no text, which may hold data. */
  synchronized void unavailable(String kind) {
    if (!out) {
      out = true;
      log.error(
          "Other nodes cannot be told of changes, nor be heard ({}): tried again. Clients of this"
              + " node are still told of its own",
          kind);
    }
  }

  /** Whether they are reached again. */
  synchronized boolean available() {
    if (out) {
      out = false;
      log.warn("Other nodes are told of changes, and are heard, again");
      return true;
    }
    return false;
  }

  /** Something came that no node has sent. */
  synchronized void malformed() {
    long now = ticker.nanos();
    if (!malformedSaid || now - malformedAt >= INTERVAL) {
      malformedSaid = true;
      malformedAt = now;
      log.warn("Something else than nodes sends on the channel of changes: it is left out");
    }
  }
}

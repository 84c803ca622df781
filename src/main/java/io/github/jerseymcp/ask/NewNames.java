package io.github.jerseymcp.ask;

import io.github.jerseymcp.time.Ticker;

/** Lets so many pass in a second, and as many at once. Thread-safe. */
final class NewNames {

  private static final double SECOND = 1e9;

  private final int perSecond;
  private final Ticker ticker;
  private double left;
  private long seen;

  NewNames(int perSecond, Ticker ticker) {
    this.perSecond = perSecond;
    this.ticker = ticker;
    this.left = perSecond;
    this.seen = ticker.nanos();
  }

  synchronized boolean pass() {
    long now = ticker.nanos();
    left = Math.min(perSecond, left + (now - seen) / SECOND * perSecond);
    seen = now;
    if (left < 1) {
      return false;
    }
    left--;
    return true;
  }
}

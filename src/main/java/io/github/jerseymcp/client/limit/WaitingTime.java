package io.github.jerseymcp.client.limit;

import io.github.jerseymcp.time.Ticker;

/**
 * How long a server is waited for: while something is asked of it, and the application is not busy
 * with what has come. Thread-safe.
 */
final class WaitingTime {

  private final Ticker ticker;
  private long asked;
  private boolean busy;
  private long since;
  private long waited;

  WaitingTime(Ticker ticker) {
    this.ticker = ticker;
    this.since = ticker.nanos();
  }

  /** The application asks for so many buffers more; {@link Long#MAX_VALUE} for all. */
  synchronized void asked(long count) {
    settle();
    asked = asked > Long.MAX_VALUE - count ? Long.MAX_VALUE : asked + count;
  }

  /** One has come, and the application is busy with it. */
  synchronized void came() {
    settle();
    asked = asked == Long.MAX_VALUE ? asked : asked - 1;
    busy = true;
  }

  /** The application is done with it, and may have asked for more meanwhile. */
  synchronized void handedOver() {
    settle();
    busy = false;
  }

  /** What was waited for has come: the time begins anew. */
  synchronized void begin() {
    settle();
    waited = 0;
  }

  synchronized boolean isWaiting() {
    return asked > 0 && !busy;
  }

  /** In nanoseconds, since it began. */
  synchronized long waited() {
    settle();
    return waited;
  }

  private void settle() {
    long now = ticker.nanos();
    if (isWaiting()) {
      waited += now - since;
    }
    since = now;
  }
}

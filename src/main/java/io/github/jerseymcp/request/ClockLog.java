package io.github.jerseymcp.request;

import io.github.jerseymcp.event.ClockStepped;
import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.time.ClockWatch;
import io.github.jerseymcp.time.Clocks;
import io.github.jerseymcp.time.Ticker;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the operator once when the clock of the machine was set. It looks while there are requests,
 * at most once in ten seconds, so that most requests pay for one reading of the ticker.
 * Thread-safe.
 */
public final class ClockLog {

  private static final Logger logger = LoggerFactory.getLogger(ClockLog.class);
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

  private final Ticker ticker;
  private final ClockWatch watch;
  private final AtomicLong nextLook;
  private final SecurityEvents events;

  public ClockLog(Clocks clocks, SecurityEvents events) {
    this.events = events;
    this.ticker = clocks.ticker();
    this.watch = new ClockWatch(clocks);
    this.nextLook = new AtomicLong(ticker.nanos() + INTERVAL);
  }

  /** Looks at the clock, unless it did a short time ago. */
  public void look() {
    long now = ticker.nanos();
    long due = nextLook.get();
    if (now - due >= 0 && nextLook.compareAndSet(due, now + INTERVAL)) {
      Duration step = watch.look();
      if (!step.isZero()) {
        logger.warn(
            "The clock of this machine was set {} by {}, or the machine slept: tokens and proofs are"
                + " judged by the new time, all else goes on as if it had not been",
            step.isNegative() ? "back" : "forward",
            step.abs());
        if (events.isHeard()) {
          events.tell(new ClockStepped(step));
        }
      }
    }
  }
}

package io.github.jerseymcp.testing;

import io.github.jerseymcp.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A wall clock and a ticker that stand still until a test moves them: both together when time
 * passes, the wall clock alone when somebody sets it. Thread-safe.
 */
public final class MutableTime implements InstantSource, Ticker {

  private final AtomicReference<Instant> now;
  private final AtomicLong nanos = new AtomicLong();

  /** A clock that stands at this instant. */
  public MutableTime(Instant start) {
    this.now = new AtomicReference<>(start);
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  @Override
  public long nanos() {
    return nanos.get();
  }

  /** Lets time pass: both clocks move. */
  public void advance(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
    nanos.addAndGet(duration.toNanos());
  }

  /** Sets the wall clock forward, or back by a negative duration, while no time passes. */
  public void step(Duration duration) {
    now.updateAndGet(instant -> instant.plus(duration));
  }
}

package io.github.jerseymcp.replay;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that claims move, so that as many entries expire as are added and the number of live ones
 * stays the same. Thread-safe.
 */
final class SteadyClock implements InstantSource {

  /** How long each entry lives: 300 seconds, in milliseconds. */
  static final long LIFETIME = 300_000;

  private static final long START = 1_800_000_000_000L;

  private final int live;
  private final AtomicLong claims = new AtomicLong();

  SteadyClock(int live) {
    this.live = live;
  }

  void passed(int more) {
    claims.addAndGet(more);
  }

  @Override
  public long millis() {
    return START + claims.get() * LIFETIME / live;
  }

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis());
  }
}

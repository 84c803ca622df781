package io.github.jerseymcp.rate;

import io.github.bucket4j.TimeMeter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;

/** The wall clock of Bucket4j, which a test moves. */
record InjectedClock(InstantSource source) implements TimeMeter {

  @Override
  public long currentTimeNanos() {
    Instant now = source.instant();
    return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
  }

  @Override
  public boolean isWallClockBased() {
    return true;
  }
}

package io.github.jerseymcp.health;

import io.github.jerseymcp.health.Health.Status;
import io.github.jerseymcp.time.ClockWatch;
import io.github.jerseymcp.time.Clocks;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Looks whether the clock of the machine was set a short time ago. */
final class ClockCheck implements Check {

  static final String NAME = "clock";

  /** For so long a store of used proofs in memory may not be able to tell. */
  private static final Duration AFTERWARDS = Duration.ofMinutes(10);

  private final Clocks clocks;
  private final ClockWatch watch;
  private Optional<Long> stepped = Optional.empty();

  ClockCheck(Clocks clocks) {
    this.clocks = clocks;
    this.watch = new ClockWatch(clocks);
  }

  @Override
  public synchronized List<Health.Part> parts() {
    long now = clocks.nanos();
    if (!watch.look().isZero()) {
      stepped = Optional.of(now);
    }
    boolean recently =
        stepped.isPresent() && Duration.ofNanos(now - stepped.get()).compareTo(AFTERWARDS) < 0;
    return List.of(
        new Health.Part(
            NAME,
            Optional.empty(),
            recently ? Status.DEGRADED : Status.UP,
            recently
                ? "The clock of this machine was set in the last ten minutes, or the machine slept"
                : "The clock of this machine was not set lately"));
  }
}

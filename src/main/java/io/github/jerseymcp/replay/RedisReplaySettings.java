package io.github.jerseymcp.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a {@link RedisReplayStore} treats its server. Immutable; each {@code with} method gives a
 * changed copy. Nothing is checked before a store is made with it.
 */
public final class RedisReplaySettings {

  private static final RedisReplaySettings DEFAULTS =
      new RedisReplaySettings(Duration.ofSeconds(2), RedisReplayStore.CLOCK_MARGIN);

  private final Duration timeout;
  private final Duration clockMargin;

  private RedisReplaySettings(Duration timeout, Duration clockMargin) {
    this.timeout = timeout;
    this.clockMargin = clockMargin;
  }

  /** The defaults, which each {@code with} method names. */
  public static RedisReplaySettings defaults() {
    return DEFAULTS;
  }

  /** How long a command or an attempt to connect may take: up to 30 seconds. Default: 2 seconds. */
  public RedisReplaySettings withTimeout(Duration limit) {
    return new RedisReplaySettings(limit, clockMargin);
  }

  /**
   * How much longer than asked entries are kept: 0 seconds to 1 day. Default:
   * Duration.ofMinutes(2).
   */
  public RedisReplaySettings withClockMargin(Duration margin) {
    return new RedisReplaySettings(timeout, margin);
  }

  Duration timeout() {
    return timeout;
  }

  Duration clockMargin() {
    return clockMargin;
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (timeout.isNegative() || timeout.isZero() || timeout.toSeconds() > 30) {
      problems.add(
          "The time-out of the Redis replay store must be more than 0 and at most 30 seconds");
    }
    if (clockMargin.isNegative() || clockMargin.toDays() > 1) {
      problems.add("The clock margin of the Redis replay store must be from 0 seconds to 1 day");
    }
    return problems;
  }
}

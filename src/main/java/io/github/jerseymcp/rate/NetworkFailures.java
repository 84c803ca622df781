package io.github.jerseymcp.rate;

import io.github.jerseymcp.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Counts the failed authentications of each network. Those within the allowance are told why they
 * failed. The others get a delay, which begins with the time in which the allowance has one more,
 * doubles with each failure within it, and passes with time. Nobody waits here. Thread-safe.
 *
 * <p>The allowance is the limiter's, which nodes may share; each node has delays of its own.
 */
public final class NetworkFailures {

  /** Stands for all networks that are not known, since the container does not tell the peer. */
  private static final String UNKNOWN = "";

  private static final long SHORTEST_DELAY = TimeUnit.SECONDS.toNanos(1);

  private final GuardedLimiter limiter;
  private final Rate allowance;
  private final long longestDelay;
  private final DebtTable delays;

  /** Has this limiter count what is allowed. */
  public NetworkFailures(
      Rate allowance, Duration longestDelay, GuardedLimiter limiter, Ticker ticker) {
    this.limiter = limiter;
    this.allowance = allowance;
    this.longestDelay = longestDelay.toNanos();
    this.delays = new DebtTable(InMemoryRateLimiter.STANDARD_KEYS, ticker);
  }

  /**
   * Counts a failure.
   *
   * @param network where it comes from, empty if that is not known
   * @return empty if it may be told why it failed, else after how many seconds it may be
   */
  public OptionalLong count(Optional<String> network) {
    RateKey key = RateKey.of(RateKey.Kind.FAILURES_OF_NETWORK, network.orElse(UNKNOWN));
    long now = delays.now();
    long shortest = SHORTEST_DELAY;
    if (delays.remaining(key, now) == 0) {
      // An outage of the limiter must not hide from clients why they fail.
      OptionalLong wait =
          limiter.ask(key, allowance).map(RateDecision::retryAfter).orElse(OptionalLong.empty());
      if (wait.isEmpty()) {
        return OptionalLong.empty();
      }
      shortest = TimeUnit.SECONDS.toNanos(wait.getAsLong());
    }
    return OptionalLong.of(seconds(delay(key, now, shortest)));
  }

  private long delay(RateKey key, long now, long shortest) {
    long before = delays.getAndUpdate(key, now, until -> now + grown(until - now, shortest));
    return grown(before - now, shortest);
  }

  private long grown(long remaining, long shortest) {
    return Math.min(longestDelay, Math.max(shortest, remaining * 2));
  }

  private static long seconds(long nanos) {
    return RateDecision.refusedFor(Duration.ofNanos(nanos)).retryAfter().orElseThrow();
  }
}

package io.github.jerseymcp.rate;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * What a {@link RateLimiter} says: go on, or come back later. Immutable.
 *
 * @param retryAfter after how many seconds another attempt may succeed, at least 1; empty if this
 *     one does
 */
public record RateDecision(OptionalLong retryAfter) {

  private static final RateDecision ALLOWED = new RateDecision(OptionalLong.empty());
  private static final Duration LONGEST = Duration.ofDays(1);

  /** Brings the seconds into their range: 1 second to 1 day. */
  public RateDecision {
    if (retryAfter.isPresent()) {
      retryAfter =
          OptionalLong.of(Math.max(1, Math.min(LONGEST.toSeconds(), retryAfter.getAsLong())));
    }
  }

  /** One was taken. */
  public static RateDecision allowed() {
    return ALLOWED;
  }

  /** None was taken, since none is left for this time; it is rounded up to whole seconds. */
  public static RateDecision refusedFor(Duration time) {
    if (time.compareTo(LONGEST) >= 0) {
      return new RateDecision(OptionalLong.of(LONGEST.toSeconds()));
    }
    long seconds = time.toSeconds() + (time.toNanosPart() == 0 ? 0 : 1);
    return new RateDecision(OptionalLong.of(seconds));
  }

  /** Whether one was taken. */
  public boolean isAllowed() {
    return retryAfter.isEmpty();
  }
}

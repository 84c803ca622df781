package io.github.jerseymcp.rate;

import java.time.Duration;

/**
 * How often something may happen: so many times at once, and as many times in each period on
 * average. Immutable.
 *
 * @param limit how many times: 1 to {@link #LARGEST_LIMIT}
 * @param period in what time: 1 second to 1 day
 */
public record Rate(int limit, Duration period) {

  /** The most that can be counted in one period. */
  public static final int LARGEST_LIMIT = 1_000_000;

  private static final Duration SHORTEST_PERIOD = Duration.ofSeconds(1);
  private static final Duration LONGEST_PERIOD = Duration.ofDays(1);

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Rate {
    boolean valid =
        limit >= 1
            && limit <= LARGEST_LIMIT
            && period.compareTo(SHORTEST_PERIOD) >= 0
            && period.compareTo(LONGEST_PERIOD) <= 0;
    if (!valid) {
      throw new IllegalArgumentException(
          "A rate must be 1 to " + LARGEST_LIMIT + " times in 1 second to 1 day");
    }
  }

  /** After how many nanoseconds one comes back: at least 1000. */
  long interval() {
    return period.toNanos() / limit;
  }
}

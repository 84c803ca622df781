package io.github.jerseymcp.config;

import io.github.jerseymcp.rate.Rate;
import java.time.Duration;

/**
 * A rate as somebody wrote it, right or wrong.
 *
 * @param limit how many times
 * @param period in what time
 */
record WrittenRate(int limit, Duration period) {

  /** What is right, for a sentence. */
  static final String RANGE =
      "from 1 to " + Rate.LARGEST_LIMIT + " times in 1 second to 1 day: 600, 60";

  boolean isValid() {
    try {
      return rate().limit() == limit;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  Rate rate() {
    return new Rate(limit, period);
  }

  /** As it is written in properties: the limit, and the seconds of the period. */
  @Override
  public String toString() {
    return limit + ", " + period.toSeconds();
  }
}

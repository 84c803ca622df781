package io.github.jerseymcp.token;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How the keys of issuers are fetched and kept.
 *
 * <p>Keys are fetched when first needed, by one caller at a time, and renewed in the background
 * before they grow too old. A token with an unknown {@code kid} renews them at once, at most twice
 * in {@code minimumInterval}. A key that the issuer no longer publishes verifies for {@code
 * timeToLive} at most. While an issuer cannot be reached its last keys go on verifying for {@code
 * outageTolerance}, and at most {@code timeToLive} beyond it.
 *
 * @param timeToLive how long fetched keys are used: 5 minutes by default
 * @param refreshAhead how long before their end keys are renewed: 1 minute by default
 * @param minimumInterval the window for at most two fetches: 15 seconds by default, at most 30
 * @param outageTolerance how long keys outlive an outage: 1 hour by default, zero for not at all
 * @param fetchTimeout the deadline for one fetch, discovery included: 5 seconds by default
 * @param maximumBytes the longest document to read: 512 KiB by default
 */
public record KeyPolicy(
    Duration timeToLive,
    Duration refreshAhead,
    Duration minimumInterval,
    Duration outageTolerance,
    Duration fetchTimeout,
    int maximumBytes) {

  /** The defaults. */
  public static KeyPolicy defaults() {
    return new KeyPolicy(
        Duration.ofMinutes(5),
        Duration.ofMinutes(1),
        Duration.ofSeconds(15),
        Duration.ofHours(1),
        Duration.ofSeconds(5),
        512 * 1024);
  }

  /** The same with another life of fetched keys, a fifth of which is left when they are renewed. */
  public KeyPolicy withTimeToLive(Duration duration) {
    return new KeyPolicy(
        duration,
        duration.dividedBy(5),
        minimumInterval,
        outageTolerance,
        fetchTimeout,
        maximumBytes);
  }

  /** The same with another window for at most two fetches. */
  public KeyPolicy withMinimumInterval(Duration duration) {
    return new KeyPolicy(
        timeToLive, refreshAhead, duration, outageTolerance, fetchTimeout, maximumBytes);
  }

  /** The same with another time for which keys outlive an outage. */
  public KeyPolicy withOutageTolerance(Duration duration) {
    return new KeyPolicy(
        timeToLive, refreshAhead, minimumInterval, duration, fetchTimeout, maximumBytes);
  }

  /** The same with another deadline for one fetch. */
  public KeyPolicy withFetchTimeout(Duration duration) {
    return new KeyPolicy(
        timeToLive, refreshAhead, minimumInterval, outageTolerance, duration, maximumBytes);
  }

  /** The same with another longest document. */
  public KeyPolicy withMaximumBytes(int bytes) {
    return new KeyPolicy(
        timeToLive, refreshAhead, minimumInterval, outageTolerance, fetchTimeout, bytes);
  }

  /** What is wrong with this configuration: empty if nothing is. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (isOutside(timeToLive, Duration.ofSeconds(10), Duration.ofHours(24))) {
      problems.add("The time to live of keys must be from 10 seconds to 24 hours");
    }
    if (isOutside(minimumInterval, Duration.ofMillis(1), Duration.ofSeconds(30))
        || minimumInterval.compareTo(timeToLive) >= 0) {
      problems.add(
          "The minimum interval of key fetches must be positive, at most 30 seconds and shorter"
              + " than the time to live of keys");
    }
    if (isOutside(outageTolerance, Duration.ZERO, Duration.ofHours(24))) {
      problems.add("The outage tolerance of keys must be from 0 to 24 hours");
    }
    if (isOutside(fetchTimeout, Duration.ofMillis(100), Duration.ofSeconds(30))) {
      problems.add("The timeout of a key fetch must be from 100 milliseconds to 30 seconds");
    }
    if (refreshAhead.isNegative()
        || refreshAhead.plus(fetchTimeout).plusSeconds(1).compareTo(timeToLive) > 0) {
      problems.add(
          "The time by which keys are renewed ahead, with the timeout of a fetch and a second, must fit in their"
              + " time to live");
    }
    if (maximumBytes < 1024 || maximumBytes > 16 * 1024 * 1024) {
      problems.add("The longest key document must be from 1024 bytes to 16 MiB");
    }
    return problems;
  }

  private static boolean isOutside(Duration value, Duration least, Duration most) {
    return value.compareTo(least) < 0 || value.compareTo(most) > 0;
  }
}

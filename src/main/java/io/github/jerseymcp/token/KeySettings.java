package io.github.jerseymcp.token;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How the keys of issuers are fetched and kept. Immutable; each {@code with} method gives a changed
 * copy. Nothing is checked before the configuration is built.
 *
 * <p>Keys are fetched when first needed, by one caller at a time, and renewed in the background
 * before they grow too old. A token with an unknown {@code kid} renews them at once, at most twice
 * in the minimum interval. A key that the issuer no longer publishes verifies for the time to live
 * at most. While an issuer cannot be reached its last keys go on verifying for the outage
 * tolerance, and at most the time to live beyond it.
 */
public final class KeySettings {

  private static final KeySettings DEFAULTS = new KeySettings();

  private Duration timeToLive = Duration.ofMinutes(5);
  private Duration refreshAhead = Duration.ofMinutes(1);
  private Duration minimumInterval = Duration.ofSeconds(15);
  private Duration outageTolerance = Duration.ofHours(1);
  private Duration fetchTimeout = Duration.ofSeconds(5);
  private int maximumBytes = 512 * 1024;

  private KeySettings() {}

  /** The defaults, which each {@code with} method names. */
  public static KeySettings defaults() {
    return DEFAULTS;
  }

  /**
   * How long fetched keys are used: 10 seconds to 24 hours. They are renewed when a fifth of it is
   * left. Default: 5 minutes.
   */
  public KeySettings withTimeToLive(Duration duration) {
    return with(
        copy -> {
          copy.timeToLive = duration;
          copy.refreshAhead = duration.dividedBy(5);
        });
  }

  /** How long before their end keys are renewed. Default: a fifth of their time to live. */
  KeySettings withRefreshAhead(Duration duration) {
    return with(copy -> copy.refreshAhead = duration);
  }

  /** The window for at most two fetches: up to 30 seconds. Default: 15 seconds. */
  public KeySettings withMinimumInterval(Duration duration) {
    return with(copy -> copy.minimumInterval = duration);
  }

  /**
   * How long keys outlive an outage of their issuer: 0 to 24 hours; zero for not at all. Default: 1
   * hour.
   */
  public KeySettings withOutageTolerance(Duration duration) {
    return with(copy -> copy.outageTolerance = duration);
  }

  /** The deadline for one fetch, discovery included: 100 ms to 30 seconds. Default: 5 seconds. */
  public KeySettings withFetchTimeout(Duration duration) {
    return with(copy -> copy.fetchTimeout = duration);
  }

  /** The longest document to read: 1 KiB to 16 MiB. Default: 512 KiB. */
  public KeySettings withMaximumBytes(int bytes) {
    return with(copy -> copy.maximumBytes = bytes);
  }

  /** How long fetched keys are used. */
  public Duration timeToLive() {
    return timeToLive;
  }

  /** How long before their end keys are renewed. */
  public Duration refreshAhead() {
    return refreshAhead;
  }

  /** The window for at most two fetches. */
  public Duration minimumInterval() {
    return minimumInterval;
  }

  /** How long keys outlive an outage. */
  public Duration outageTolerance() {
    return outageTolerance;
  }

  /** The deadline for one fetch. */
  public Duration fetchTimeout() {
    return fetchTimeout;
  }

  /** The longest document, in bytes. */
  public int maximumBytes() {
    return maximumBytes;
  }

  /** One sentence for each mistake, which begins with the name of the setting. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (isOutside(timeToLive, Duration.ofSeconds(10), Duration.ofHours(24))) {
      problems.add("keys.timeToLive must be from 10 seconds to 24 hours");
    }
    if (isOutside(minimumInterval, Duration.ofMillis(1), Duration.ofSeconds(30))
        || minimumInterval.compareTo(timeToLive) >= 0) {
      problems.add(
          "keys.minimumInterval must be positive, at most 30 seconds, and shorter than the time to"
              + " live of keys");
    }
    if (isOutside(outageTolerance, Duration.ZERO, Duration.ofHours(24))) {
      problems.add("keys.outageTolerance must be from 0 to 24 hours");
    }
    if (isOutside(fetchTimeout, Duration.ofMillis(100), Duration.ofSeconds(30))) {
      problems.add("keys.fetchTimeout must be from 100 milliseconds to 30 seconds");
    } else if (refreshAhead.isNegative()
        || refreshAhead.plus(fetchTimeout).plusSeconds(1).compareTo(timeToLive) > 0) {
      problems.add(
          "keys.timeToLive must have room for a fifth of it, by which keys are renewed ahead, the"
              + " timeout of a fetch, and a second");
    }
    if (maximumBytes < 1024 || maximumBytes > 16 * 1024 * 1024) {
      problems.add("keys.maximumBytes must be from 1024 bytes to 16 MiB");
    }
    return problems;
  }

  private static boolean isOutside(Duration value, Duration least, Duration most) {
    return value.compareTo(least) < 0 || value.compareTo(most) > 0;
  }

  private KeySettings with(Consumer<KeySettings> change) {
    KeySettings copy = new KeySettings();
    copy.timeToLive = timeToLive;
    copy.refreshAhead = refreshAhead;
    copy.minimumInterval = minimumInterval;
    copy.outageTolerance = outageTolerance;
    copy.fetchTimeout = fetchTimeout;
    copy.maximumBytes = maximumBytes;
    change.accept(copy);
    return copy;
  }
}

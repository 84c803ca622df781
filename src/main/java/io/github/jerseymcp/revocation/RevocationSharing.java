package io.github.jerseymcp.revocation;

import io.github.jerseymcp.feed.ChangeChannel;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How nodes share revocations: through a log that each of them follows in the background, and a
 * channel that tells them to look at once. Requests ask the copy in memory alone. Immutable; each
 * {@code with} method gives a changed copy. Nothing is checked before a list is made with it.
 */
public final class RevocationSharing {

  private final RevocationLog log;
  private Optional<ChangeChannel> channel = Optional.empty();
  private Duration remembered = Duration.ofHours(24);
  private int maximumEntries = 100_000;
  private Duration interval = Duration.ofSeconds(1);
  private Duration staleness = Duration.ofSeconds(10);
  private boolean passing;
  private InstantSource clock = InstantSource.system();

  private RevocationSharing(RevocationLog log) {
    this.log = Objects.requireNonNull(log, "log");
  }

  /** Shared through this log. */
  public static RevocationSharing through(RevocationLog log) {
    return new RevocationSharing(log);
  }

  /**
   * A channel that nothing else uses, under a name of its own, which tells the nodes to look.
   * Default: none, and they look in their interval.
   */
  public RevocationSharing withChannel(ChangeChannel own) {
    return with(copy -> copy.channel = Optional.of(own));
  }

  /**
   * The longest life of a token and the clock leeway, for which each revocation is remembered: 1
   * second to 366 days. Default: 24 hours.
   */
  public RevocationSharing withLongestLife(Duration life) {
    return with(copy -> copy.remembered = life);
  }

  /** How many are remembered at most, about 300 bytes each. Default: 100,000. */
  public RevocationSharing withMaximumEntries(int entries) {
    return with(copy -> copy.maximumEntries = entries);
  }

  /** How often each node looks: 100 ms to 5 seconds. Default: 1 second. */
  public RevocationSharing withInterval(Duration between) {
    return with(copy -> copy.interval = between);
  }

  /**
   * How long the copy of a node counts that cannot look: from the interval to 1 hour. Then requests
   * are refused with 503. Default: 10 seconds.
   */
  public RevocationSharing withStaleness(Duration longest) {
    return with(copy -> copy.staleness = longest);
  }

  /**
   * Lets requests pass while a node cannot look, however long that is: what others have revoked
   * meanwhile is good here. Default: they are refused.
   */
  public RevocationSharing withPassageInOutages() {
    return with(copy -> copy.passing = true);
  }

  /** The clock, for tests. Default: that of the system. */
  public RevocationSharing withClock(InstantSource source) {
    return with(copy -> copy.clock = source);
  }

  /** What is wrong, one sentence for each mistake. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (isOutside(interval, Duration.ofMillis(100), Duration.ofSeconds(5))) {
      problems.add("The interval of shared revocations must be from 100 ms to 5 seconds");
    }
    if (isOutside(staleness, interval, Duration.ofHours(1))) {
      problems.add("The staleness of shared revocations must be from the interval to 1 hour");
    }
    return problems;
  }

  private static boolean isOutside(Duration value, Duration least, Duration most) {
    return value.compareTo(least) < 0 || value.compareTo(most) > 0;
  }

  /** The longest life of a token. */
  public Duration longestLife() {
    return remembered;
  }

  /** How many are remembered. */
  public int maximumEntries() {
    return maximumEntries;
  }

  /** The clock. */
  public InstantSource clock() {
    return clock;
  }

  RevocationLog log() {
    return log;
  }

  Optional<ChangeChannel> channel() {
    return channel;
  }

  Duration interval() {
    return interval;
  }

  Duration staleness() {
    return staleness;
  }

  boolean isPassing() {
    return passing;
  }

  private RevocationSharing with(Consumer<RevocationSharing> change) {
    RevocationSharing copy = new RevocationSharing(log);
    copy.channel = channel;
    copy.remembered = remembered;
    copy.maximumEntries = maximumEntries;
    copy.interval = interval;
    copy.staleness = staleness;
    copy.passing = passing;
    copy.clock = clock;
    change.accept(copy);
    return copy;
  }
}

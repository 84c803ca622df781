package io.github.jerseymcp.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How a {@link JdbcReplayStore} treats its database. Immutable; each {@code with} method gives a
 * changed copy. Nothing is checked before a store is made with it.
 */
public final class JdbcReplaySettings {

  private static final Duration DAY = Duration.ofDays(1);
  private static final JdbcReplaySettings DEFAULTS = new JdbcReplaySettings();

  private Duration timeout = Duration.ofSeconds(2);
  private Duration purgeInterval = Duration.ofMinutes(1);
  private int purgeBatch = 1_000;
  private Duration clockMargin = Duration.ofMinutes(10);

  private JdbcReplaySettings() {}

  /** The defaults, which each {@code with} method names. */
  public static JdbcReplaySettings defaults() {
    return DEFAULTS;
  }

  /**
   * How long one statement may take: 1 to 30 seconds. How long to wait for a connection is for the
   * pool to say; give it about the same. Default: 2 seconds.
   */
  public JdbcReplaySettings withTimeout(Duration limit) {
    return with(copy -> copy.timeout = limit);
  }

  /** How often expired rows are deleted: 1 second to 1 day. Default: 1 minute. */
  public JdbcReplaySettings withPurgeInterval(Duration interval) {
    return with(copy -> copy.purgeInterval = interval);
  }

  /** How many rows one statement deletes: 1 to 100,000. Default: 1,000. */
  public JdbcReplaySettings withPurgeBatch(int rows) {
    return with(copy -> copy.purgeBatch = rows);
  }

  /**
   * How long expired rows are kept, for nodes whose clocks are behind that of the node that
   * deletes: 0 seconds to 1 day. Default: 10 minutes.
   */
  public JdbcReplaySettings withClockMargin(Duration margin) {
    return with(copy -> copy.clockMargin = margin);
  }

  Duration timeout() {
    return timeout;
  }

  Duration purgeInterval() {
    return purgeInterval;
  }

  int purgeBatch() {
    return purgeBatch;
  }

  Duration clockMargin() {
    return clockMargin;
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (isOutside(timeout, Duration.ofSeconds(1), Duration.ofSeconds(30))) {
      problems.add("The time-out of the JDBC replay store must be from 1 to 30 seconds");
    }
    if (isOutside(purgeInterval, Duration.ofSeconds(1), DAY)) {
      problems.add("The purge interval of the JDBC replay store must be from 1 second to 1 day");
    }
    if (purgeBatch < 1 || purgeBatch > 100_000) {
      problems.add("The purge batch of the JDBC replay store must be from 1 to 100000 rows");
    }
    if (isOutside(clockMargin, Duration.ZERO, DAY)) {
      problems.add("The clock margin of the JDBC replay store must be from 0 seconds to 1 day");
    }
    return problems;
  }

  private static boolean isOutside(Duration value, Duration least, Duration most) {
    return value.compareTo(least) < 0 || value.compareTo(most) > 0;
  }

  private JdbcReplaySettings with(Consumer<JdbcReplaySettings> change) {
    JdbcReplaySettings copy = new JdbcReplaySettings();
    copy.timeout = timeout;
    copy.purgeInterval = purgeInterval;
    copy.purgeBatch = purgeBatch;
    copy.clockMargin = clockMargin;
    change.accept(copy);
    return copy;
  }
}

package io.github.jerseymcp.replay;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How a {@link JdbcReplayStore} treats its database.
 *
 * @param timeout how long one statement may take: 1 to 30 seconds, 2 by default. How long to wait
 *     for a connection is for the pool to say; give it about the same
 * @param purgeInterval how often expired rows are deleted: 1 second to 1 day, 1 minute by default
 * @param purgeBatch how many rows one statement deletes: 1 to 100,000, 1,000 by default
 * @param clockMargin how long expired rows are kept, for nodes whose clocks are behind that of the
 *     node that deletes: 0 seconds to 1 day, 10 minutes by default
 */
public record JdbcReplayPolicy(
    Duration timeout, Duration purgeInterval, int purgeBatch, Duration clockMargin) {

  private static final Duration DAY = Duration.ofDays(1);

  /** The defaults. */
  public static JdbcReplayPolicy defaults() {
    return new JdbcReplayPolicy(
        Duration.ofSeconds(2), Duration.ofMinutes(1), 1_000, Duration.ofMinutes(10));
  }

  /** The same with another time-out. */
  public JdbcReplayPolicy withTimeout(Duration limit) {
    return new JdbcReplayPolicy(limit, purgeInterval, purgeBatch, clockMargin);
  }

  /** The same with another interval and size of deletions. */
  public JdbcReplayPolicy withPurge(Duration interval, int batch) {
    return new JdbcReplayPolicy(timeout, interval, batch, clockMargin);
  }

  /** The same with another margin for clocks that differ. */
  public JdbcReplayPolicy withClockMargin(Duration margin) {
    return new JdbcReplayPolicy(timeout, purgeInterval, purgeBatch, margin);
  }

  /** What is wrong with this configuration: empty if nothing is. */
  public List<String> problems() {
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
}

package io.github.jerseymcp.replay;

import io.github.jerseymcp.jdbc.JdbcConnections;
import io.github.jerseymcp.time.ClockWatch;
import io.github.jerseymcp.time.Clocks;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes expired rows in batches, on a thread of its own. Thread-safe. */
final class JdbcPurge implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JdbcReplayStore.class);

  /** A proof that was used when the clock was set is refused for its age by then. */
  private static final Duration LONGEST_LIFE = Duration.ofMinutes(10);

  private final JdbcAccess access;
  private final JdbcReplaySettings policy;
  private final Clocks clocks;
  private final ClockWatch watch;
  private volatile long quietUntil;
  private final ScheduledThreadPoolExecutor background;

  JdbcPurge(JdbcAccess access, JdbcReplaySettings policy, Clocks clocks) {
    this.access = access;
    this.policy = policy;
    this.clocks = clocks;
    this.watch = new ClockWatch(clocks);
    this.quietUntil = clocks.nanos();
    this.background = new ScheduledThreadPoolExecutor(1, JdbcPurge::daemon);
    long interval = policy.purgeInterval().toMillis();
    // The first run comes early: a server that is often restarted must purge too.
    var unused =
        background.scheduleWithFixedDelay(
            this::runQuietly, Math.min(interval, 10_000), interval, TimeUnit.MILLISECONDS);
  }

  /** Deletes what expired before the margin, unless the clock was just set forward. */
  int run() throws SQLException {
    if (watch.look().compareTo(Duration.ZERO) > 0) {
      quietUntil = clocks.nanos() + LONGEST_LIFE.toNanos();
    }
    if (clocks.nanos() - quietUntil < 0) {
      return 0;
    }
    int total = 0;
    int deleted;
    do {
      deleted = access.run(this::deleteBatch);
      total += deleted;
    } while (deleted == policy.purgeBatch() && !background.isShutdown());
    return total;
  }

  @Override
  public void close() {
    background.shutdownNow();
  }

  private int deleteBatch(Connection connection, SqlDialect dialect) throws SQLException {
    // The clock of this node may be ahead, and the rows may be those of others.
    long present = Math.min(clocks.now().toEpochMilli(), JdbcConnections.present(connection));
    long oldest = present - policy.clockMargin().toMillis();
    try (PreparedStatement delete = connection.prepareStatement(dialect.purge())) {
      delete.setQueryTimeout((int) policy.timeout().toSeconds());
      delete.setLong(1, oldest);
      delete.setLong(2, oldest);
      delete.setInt(3, policy.purgeBatch());
      return delete.executeUpdate();
    }
  }

  private void runQuietly() {
    try {
      run();
    } catch (SQLException e) {
      LOG.warn("Expired proofs could not be deleted ({}); tried again", JdbcAccess.kind(e));
    } catch (RuntimeException e) {
      LOG.warn("Expired proofs could not be deleted ({}); tried again", e.getClass().getName());
    }
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "mcp-security-replay-purge");
    thread.setDaemon(true);
    return thread;
  }
}

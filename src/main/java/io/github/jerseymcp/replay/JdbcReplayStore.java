package io.github.jerseymcp.replay;

import io.github.jerseymcp.jdbc.JdbcSchema;
import io.github.jerseymcp.time.Clocks;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replay store in a table of PostgreSQL or H2, shared by all nodes that use the database.
 *
 * <p>Nothing is asked of the database before the first claim, so a server starts while it is down.
 * The table comes from {@link #createSchema}, or from {@code schema.sql} beside this class. Claims
 * are atomic under any transaction isolation, commit by themselves, and must reach the primary
 * server; {@code synchronous_commit} must not be {@code off}, else a crash of the database may
 * forget the last of them.
 *
 * <p>The clock that decides is the node's own, the one by which it accepted the proof, so the clock
 * of the database does not matter, nor do differences between nodes; only the deletion of expired
 * rows, in the background, goes by the earlier of both clocks, keeps a margin, and waits a while
 * when the clock was set forward. Thread-safe; {@link #close} ends the background work and leaves
 * the data source open.
 */
public final class JdbcReplayStore implements ReplayStore, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(JdbcReplayStore.class);
  private static final int ATTEMPTS = 3;

  private final JdbcAccess access;
  private final JdbcPurge purge;
  private final Clocks clocks;
  private final int timeoutSeconds;
  private final OutageLog outages;

  /** A store with the default settings and the clock of the system. */
  public JdbcReplayStore(DataSource dataSource) {
    this(dataSource, InstantSource.system());
  }

  /** A store with the default settings. */
  public JdbcReplayStore(DataSource dataSource, InstantSource time) {
    this(dataSource, JdbcReplaySettings.defaults(), time);
  }

  /**
   * A store with settings of its own.
   *
   * @throws IllegalArgumentException if a setting is wrong; the message lists all that are
   */
  public JdbcReplayStore(DataSource dataSource, JdbcReplaySettings settings, InstantSource time) {
    List<String> problems = settings.problems();
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    this.clocks = Clocks.of(Objects.requireNonNull(time, "time"));
    this.access = new JdbcAccess(Objects.requireNonNull(dataSource, "dataSource"), settings);
    this.timeoutSeconds = (int) settings.timeout().toSeconds();
    this.outages = new OutageLog(LOG, "JDBC", clocks.ticker());
    this.purge = new JdbcPurge(access, settings, clocks);
  }

  /**
   * Creates the table and its index where they do not exist.
   *
   * @throws ReplayStoreUnavailableException if the database cannot be asked or refuses
   * @throws IllegalStateException if it is neither PostgreSQL nor H2
   */
  public void createSchema() {
    try {
      try {
        access.run(JdbcReplayStore::create);
      } catch (SQLException e) {
        // Two nodes that start at once may collide in the catalogue; the second attempt finds all.
        access.run(JdbcReplayStore::create);
      }
    } catch (SQLException e) {
      throw outages.unavailable(JdbcAccess.kind(e));
    }
  }

  @Override
  public boolean claim(String key, Instant expiresAt) {
    long now = clocks.now().toEpochMilli();
    long expiry = expiresAt.toEpochMilli();
    if (expiry <= now) {
      return false;
    }
    try {
      boolean claimed = claim(new ClaimRow(key, expiry, now, timeoutSeconds));
      outages.available();
      return claimed;
    } catch (SQLException e) {
      throw outages.unavailable(JdbcAccess.kind(e));
    } catch (RuntimeException e) {
      throw outages.unavailable(e.getClass().getName());
    }
  }

  /** Asks the database for the table, within the time-out of a statement. */
  @Override
  public State state() {
    try {
      boolean ready =
          access.run((connection, dialect) -> dialect.isReady(connection, timeoutSeconds));
      return ready ? State.READY : State.UNAVAILABLE;
    } catch (SQLException | RuntimeException e) {
      return State.UNAVAILABLE;
    }
  }

  /** Deletes the rows that expired before the margin, and says how many they were. */
  int purge() throws SQLException {
    return purge.run();
  }

  @Override
  public void close() {
    purge.close();
  }

  private boolean claim(ClaimRow row) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        return access.run((connection, dialect) -> dialect.claim(connection, row));
      } catch (SQLException e) {
        if (attempt == ATTEMPTS || !JdbcAccess.isConflict(e)) {
          throw e;
        }
      }
    }
  }

  private static boolean create(Connection connection, SqlDialect dialect) throws SQLException {
    JdbcSchema.create(connection, JdbcReplayStore.class);
    return true;
  }
}

package io.github.jerseymcp.replay;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs work on a connection of its own transaction, with time-outs. Thread-safe. */
final class JdbcAccess {

  private static final Logger LOG = LoggerFactory.getLogger(JdbcReplayStore.class);

  private final DataSource dataSource;
  private final int timeoutMillis;
  private volatile @Nullable SqlDialect dialect;

  /** Work on a connection. */
  @FunctionalInterface
  interface Work<T> {

    T on(Connection connection, SqlDialect dialect) throws SQLException;
  }

  JdbcAccess(DataSource dataSource, JdbcReplaySettings policy) {
    this.dataSource = dataSource;
    // Longer than a statement may take: the server is to give up first.
    this.timeoutMillis = (int) policy.timeout().toMillis() + 1000;
  }

  <T> T run(Work<T> work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      SqlDialect known = dialect(connection);
      if (known != SqlDialect.POSTGRESQL) {
        return commit(connection, known, work);
      }
      // A statement's own time-out is enforced by the server, which may be the one that hangs.
      int before = connection.getNetworkTimeout();
      connection.setNetworkTimeout(Runnable::run, timeoutMillis);
      try {
        return commit(connection, known, work);
      } finally {
        restore(connection, before);
      }
    }
  }

  private static void restore(Connection connection, int networkTimeout) {
    try {
      connection.setNetworkTimeout(Runnable::run, networkTimeout);
    } catch (SQLException e) {
      LOG.debug("A connection broke ({})", kind(e));
    }
  }

  private static <T> T commit(Connection connection, SqlDialect dialect, Work<T> work)
      throws SQLException {
    if (connection.getAutoCommit()) {
      return work.on(connection, dialect);
    }
    try {
      T result = work.on(connection, dialect);
      connection.commit();
      return result;
    } catch (SQLException e) {
      connection.rollback();
      throw e;
    }
  }

  private SqlDialect dialect(Connection connection) throws SQLException {
    SqlDialect known = dialect;
    if (known == null) {
      known =
          SqlDialect.of(connection)
              .orElseThrow(
                  () ->
                      new IllegalStateException(
                          "The JDBC replay store knows PostgreSQL and H2 only"));
      warnOfLoss(connection, known);
      dialect = known;
    }
    return known;
  }

  private static void warnOfLoss(Connection connection, SqlDialect dialect) throws SQLException {
    if (dialect != SqlDialect.POSTGRESQL) {
      return;
    }
    try (Statement statement = connection.createStatement();
        ResultSet setting = statement.executeQuery("SHOW synchronous_commit")) {
      if (setting.next() && "off".equals(setting.getString(1))) {
        LOG.warn(
            "synchronous_commit is off: a crash of PostgreSQL may forget the last used proofs;"
                + " switch it on for the replay store's user");
      }
    }
  }

  /** Whether another transaction was in the way, so that the same again may succeed. */
  static boolean isConflict(SQLException e) {
    String state = e.getSQLState();
    return state != null && state.startsWith("40");
  }

  static String kind(SQLException e) {
    return e.getClass().getName() + ", SQL state " + e.getSQLState();
  }
}

package io.github.jerseymcp.replay;

import io.github.jerseymcp.jdbc.JdbcConnections;
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

  private final JdbcConnections connections;
  private volatile @Nullable SqlDialect dialect;

  /** Work on a connection. */
  @FunctionalInterface
  interface Work<T> {

    T on(Connection connection, SqlDialect dialect) throws SQLException;
  }

  JdbcAccess(DataSource dataSource, JdbcReplaySettings policy) {
    this.connections = new JdbcConnections(dataSource, policy.timeout());
  }

  <T> T run(Work<T> work) throws SQLException {
    return connections.run(connection -> work.on(connection, dialect(connection)));
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
    return JdbcConnections.kind(e);
  }
}

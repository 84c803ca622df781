package io.github.jerseymcp.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.OffsetDateTime;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs work on a connection in a transaction of its own, with time-outs. Thread-safe. */
public final class JdbcConnections {

  private static final Logger LOG = LoggerFactory.getLogger(JdbcConnections.class);

  private static final int ATTEMPTS = 3;

  private final DataSource dataSource;
  private final int timeoutMillis;
  private volatile @Nullable Boolean postgresql;

  /** Work on a connection. */
  @FunctionalInterface
  public interface Work<T> {

    /** Does it. */
    T on(Connection connection) throws SQLException;
  }

  /**
   * Connections of this source.
   *
   * @param timeout how long a statement may take, which each sets for itself
   */
  public JdbcConnections(DataSource dataSource, Duration timeout) {
    this.dataSource = dataSource;
    // Longer than a statement may take: the server is to give up first.
    this.timeoutMillis = (int) timeout.toMillis() + 1000;
  }

  /** Runs work, and commits it where the connection does not do so by itself. */
  public <T> T run(Work<T> work) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      if (!isPostgresql(connection)) {
        return commit(connection, work);
      }
      // A statement's own time-out is enforced by the server, which may be the one that hangs.
      int before = connection.getNetworkTimeout();
      connection.setNetworkTimeout(Runnable::run, timeoutMillis);
      try {
        return commit(connection, work);
      } finally {
        restore(connection, before);
      }
    }
  }

  /** Runs work of several statements in one transaction, again where another one was in the way. */
  public <T> T inTransaction(Work<T> work) throws SQLException {
    for (int attempt = 1; ; attempt++) {
      try {
        return run(connection -> transact(connection, work));
      } catch (SQLException e) {
        if (attempt == ATTEMPTS || !isConflict(e)) {
          throw e;
        }
      }
    }
  }

  private static <T> T transact(Connection connection, Work<T> work) throws SQLException {
    if (!connection.getAutoCommit()) {
      return work.on(connection);
    }
    connection.setAutoCommit(false);
    try {
      return commit(connection, work);
    } finally {
      connection.setAutoCommit(true);
    }
  }

  private static boolean isConflict(SQLException e) {
    String state = e.getSQLState();
    return state != null && state.startsWith("40");
  }

  private static void restore(Connection connection, int networkTimeout) {
    try {
      connection.setNetworkTimeout(Runnable::run, networkTimeout);
    } catch (SQLException e) {
      LOG.debug("A connection broke ({})", kind(e));
    }
  }

  private static <T> T commit(Connection connection, Work<T> work) throws SQLException {
    if (connection.getAutoCommit()) {
      return work.on(connection);
    }
    try {
      T result = work.on(connection);
      connection.commit();
      return result;
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    }
  }

  /** What the clock of the database says, in milliseconds of the epoch. */
  public static long present(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT CURRENT_TIMESTAMP")) {
      row.next();
      return row.getObject(1, OffsetDateTime.class).toInstant().toEpochMilli();
    }
  }

  /** Whether it leads to PostgreSQL, which is asked once. */
  public boolean isPostgresql(Connection connection) throws SQLException {
    Boolean known = postgresql;
    if (known == null) {
      known = connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
      postgresql = known;
    }
    return known;
  }

  /** What kind of failure it was. What a driver says of it may hold data, and is for nobody. */
  public static String kind(SQLException e) {
    return e.getClass().getName() + ", SQL state " + e.getSQLState();
  }
}

package io.github.jerseymcp.revocation;

import io.github.jerseymcp.jdbc.JdbcConnections;
import io.github.jerseymcp.jdbc.JdbcSchema;
import io.github.jerseymcp.revocation.Revocation.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * A log of revocations in two tables of PostgreSQL or H2. They come from {@link #createSchema}, or
 * from {@code schema.sql} beside this class. Nothing is asked of the database before it is used, so
 * a server starts while it is down. Appending must reach the primary server, and so must reading;
 * {@code synchronous_commit} must not be {@code off}. After a fail-over or a start, which the start
 * of the server shows, nodes read all and write again what it has lost and they know.
 *
 * <p>A statement may take two seconds; give the pool about the same for a connection. What has
 * ended is deleted when something is appended, by the earlier of the clocks of node and database,
 * and ten minutes late. Thread-safe; leaves the data source open.
 */
public final class JdbcRevocationLog implements RevocationLog {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final Duration MARGIN = Duration.ofMinutes(10);
  private static final int STANDARD_ENTRIES = 100_000;
  private static final int DELETED_AT_ONCE = 1_000;

  private final JdbcConnections connections;
  private final InstantSource clock;
  private final int maximumEntries;

  /** A log of at most 100,000 entries, with the clock of the system. */
  public JdbcRevocationLog(DataSource dataSource) {
    this(dataSource, STANDARD_ENTRIES, InstantSource.system());
  }

  /** A log of at most so many entries. Lists that follow it need as much room. */
  public JdbcRevocationLog(DataSource dataSource, int maximumEntries, InstantSource clock) {
    this.connections =
        new JdbcConnections(Objects.requireNonNull(dataSource, "dataSource"), TIMEOUT);
    this.maximumEntries = maximumEntries;
    this.clock = Objects.requireNonNull(clock, "clock");
  }

  /**
   * Creates the tables where they do not exist.
   *
   * @throws RevocationsUnavailableException if the database cannot be asked or refuses
   * @throws IllegalStateException if it is neither PostgreSQL nor H2
   */
  public void createSchema() {
    try {
      try {
        connections.inTransaction(JdbcRevocationLog::create);
      } catch (SQLException e) {
        // Two nodes that start at once may collide; the second attempt finds all.
        connections.inTransaction(JdbcRevocationLog::create);
      }
    } catch (SQLException e) {
      throw new RevocationsUnavailableException(JdbcConnections.kind(e));
    }
  }

  @Override
  public void append(Revocation revocation) {
    boolean full;
    try {
      full = !connections.inTransaction(connection -> append(connection, revocation));
    } catch (SQLException e) {
      throw new RevocationsUnavailableException(JdbcConnections.kind(e));
    }
    if (full) {
      throw new RevocationsUnavailableException("the log is full");
    }
  }

  @Override
  public Part read(long after, int most) {
    try {
      return connections.inTransaction(
          connection -> read(connection, server(connection), after, most));
    } catch (SQLException e) {
      throw new RevocationsUnavailableException(JdbcConnections.kind(e));
    }
  }

  private boolean append(Connection connection, Revocation revocation) throws SQLException {
    if (update(connection, "UPDATE mcp_revocation_head SET number = number + 1 WHERE id = 1")
        != 1) {
      throw new SQLException("The head is missing", "02000");
    }
    Head head = head(connection);
    if (renew(connection, revocation, head.number)) {
      return true;
    }
    long places = head.places - deleteEnded(connection);
    boolean room = places < maximumEntries;
    if (room) {
      insert(connection, revocation, head.number);
      places++;
    }
    update(connection, "UPDATE mcp_revocation_head SET places = ? WHERE id = 1", places);
    return room;
  }

  private static boolean renew(Connection connection, Revocation revocation, long number)
      throws SQLException {
    return update(
            connection,
            "UPDATE mcp_revocations SET number = ?, moment = GREATEST(moment, ?),"
                + " ends_at = GREATEST(ends_at, ?) WHERE kind = ? AND issuer = ? AND name = ?",
            number,
            revocation.moment().getEpochSecond(),
            revocation.refusedFrom().toEpochMilli(),
            revocation.kind().name(),
            revocation.issuer(),
            revocation.name())
        == 1;
  }

  private static void insert(Connection connection, Revocation revocation, long number)
      throws SQLException {
    update(
        connection,
        "INSERT INTO mcp_revocations (number, moment, ends_at, kind, issuer, name)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        number,
        revocation.moment().getEpochSecond(),
        revocation.refusedFrom().toEpochMilli(),
        revocation.kind().name(),
        revocation.issuer(),
        revocation.name());
  }

  private int deleteEnded(Connection connection) throws SQLException {
    long present = Math.min(clock.millis(), JdbcConnections.present(connection));
    return update(
        connection,
        "DELETE FROM mcp_revocations WHERE number IN (SELECT number FROM mcp_revocations"
            + " WHERE ends_at < ? ORDER BY ends_at LIMIT "
            + DELETED_AT_ONCE
            + ")",
        present - MARGIN.toMillis());
  }

  /** Another one after a fail-over, after which the log may have lost its latest entries. */
  private String server(Connection connection) throws SQLException {
    if (!connections.isPostgresql(connection)) {
      return "";
    }
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout((int) TIMEOUT.toSeconds());
      try (ResultSet row =
          statement.executeQuery(
              "SELECT CAST(EXTRACT(EPOCH FROM pg_postmaster_start_time()) * 1000000 AS BIGINT)")) {
        row.next();
        return " " + row.getLong(1);
      }
    }
  }

  private static Part read(Connection connection, String server, long after, int most)
      throws SQLException {
    // The rows first: one that comes between is in neither, and the head is never too small.
    List<Revocation> revocations = new ArrayList<>();
    long last = after;
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT number, kind, issuer, name, moment, ends_at FROM mcp_revocations"
                + " WHERE number > ? ORDER BY number LIMIT ?")) {
      select.setQueryTimeout((int) TIMEOUT.toSeconds());
      select.setLong(1, after);
      select.setInt(2, most);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          last = rows.getLong(1);
          revocations.add(
              new Revocation(
                  Kind.valueOf(rows.getString(2)),
                  rows.getString(3),
                  rows.getString(4),
                  Instant.ofEpochSecond(rows.getLong(5)),
                  Instant.ofEpochMilli(rows.getLong(6))));
        }
      }
    }
    Head head = head(connection);
    return new Part(head.history + server, head.number, last, revocations);
  }

  private static Head head(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout((int) TIMEOUT.toSeconds());
      try (ResultSet row =
          statement.executeQuery(
              "SELECT history, number, places FROM mcp_revocation_head WHERE id = 1")) {
        if (!row.next()) {
          throw new SQLException("The head is missing", "02000");
        }
        return new Head(row.getString(1), row.getLong(2), row.getLong(3));
      }
    }
  }

  private static boolean create(Connection connection) throws SQLException {
    JdbcSchema.create(connection, JdbcRevocationLog.class);
    update(
        connection,
        "INSERT INTO mcp_revocation_head (id, history, number, places) SELECT 1, CAST(? AS VARCHAR(64)), 0, 0"
            + " WHERE NOT EXISTS (SELECT 1 FROM mcp_revocation_head)",
        UUID.randomUUID().toString());
    return true;
  }

  private static int update(Connection connection, String sql, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout((int) TIMEOUT.toSeconds());
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }

  private record Head(String history, long number, long places) {}
}

package io.github.jerseymcp.apikey;

import io.github.jerseymcp.jdbc.JdbcConnections;
import io.github.jerseymcp.jdbc.JdbcSchema;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * API keys in a table of PostgreSQL or H2, shared by all nodes that use the database. The table
 * comes from {@link #createSchema}, or from {@code schema.sql} beside this class.
 *
 * <p>Nothing is asked of the database before the first key, so a server starts while it is down.
 * Each statement has a time-out; how long to wait for a connection is for the pool to say, which is
 * to be given about the same. Changes commit by themselves. Thread-safe; the data source stays
 * open.
 */
public final class JdbcApiKeyStore implements ApiKeyStore {

  private static final String COLUMNS =
      "id, key_hash, subject, client, scopes, resources, created_at, expires_at, revoked_at";
  private static final String UNIQUE_VIOLATION = "23505";
  private static final int MOST_LISTED = 1_000;

  private final JdbcConnections connections;
  private final int timeoutSeconds;

  /** A store whose statements take 2 seconds at most. */
  public JdbcApiKeyStore(DataSource dataSource) {
    this(dataSource, Duration.ofSeconds(2));
  }

  /**
   * A store.
   *
   * @param timeout how long one statement may take: 1 to 30 seconds
   * @throws IllegalArgumentException if the time is another
   */
  public JdbcApiKeyStore(DataSource dataSource, Duration timeout) {
    Objects.requireNonNull(dataSource, "dataSource");
    if (timeout.compareTo(Duration.ofSeconds(1)) < 0
        || timeout.compareTo(Duration.ofSeconds(30)) > 0) {
      throw new IllegalArgumentException(
          "The time-out of the store of API keys must be from 1 to 30 seconds");
    }
    this.connections = new JdbcConnections(dataSource, timeout);
    this.timeoutSeconds = (int) timeout.toSeconds();
  }

  /**
   * Creates the table where it does not exist.
   *
   * @throws ApiKeyStoreUnavailableException if the database cannot be asked or refuses
   */
  public void createSchema() {
    try {
      run(JdbcApiKeyStore::create);
    } catch (ApiKeyStoreUnavailableException e) {
      // Two nodes that start at once may collide in the catalogue; the second attempt finds all.
      run(JdbcApiKeyStore::create);
    }
  }

  private static boolean create(Connection connection) throws SQLException {
    JdbcSchema.create(connection, JdbcApiKeyStore.class);
    return true;
  }

  @Override
  public boolean add(StoredApiKey key) {
    return run(connection -> insert(connection, key));
  }

  private boolean insert(Connection connection, StoredApiKey key) throws SQLException {
    String sql = "INSERT INTO mcp_api_keys (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)";
    try (PreparedStatement insert = prepare(connection, sql)) {
      ApiKeyRow.write(insert, key);
      return insert.executeUpdate() == 1;
    } catch (SQLException e) {
      if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public Optional<StoredApiKey> find(String id) {
    return run(
        connection -> {
          try (PreparedStatement query =
              prepare(connection, "SELECT " + COLUMNS + " FROM mcp_api_keys WHERE id = ?")) {
            query.setString(1, id);
            return rows(query).stream().findFirst();
          }
        });
  }

  @Override
  public boolean revoke(String id, Instant at) {
    String sql = "UPDATE mcp_api_keys SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL";
    return run(
        connection -> {
          try (PreparedStatement update = prepare(connection, sql)) {
            update.setLong(1, at.toEpochMilli());
            update.setString(2, id);
            return update.executeUpdate() == 1;
          }
        });
  }

  @Override
  public List<StoredApiKey> latest(int most) {
    String sql = "SELECT " + COLUMNS + " FROM mcp_api_keys ORDER BY created_at DESC, id LIMIT ?";
    return run(
        connection -> {
          try (PreparedStatement query = prepare(connection, sql)) {
            query.setInt(1, Math.max(1, Math.min(MOST_LISTED, most)));
            return rows(query);
          }
        });
  }

  private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setQueryTimeout(timeoutSeconds);
    return statement;
  }

  private static List<StoredApiKey> rows(PreparedStatement query) throws SQLException {
    List<StoredApiKey> keys = new ArrayList<>();
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        keys.add(ApiKeyRow.read(rows));
      }
    }
    return keys;
  }

  private <T> T run(JdbcConnections.Work<T> work) {
    try {
      return connections.run(work);
    } catch (SQLException e) {
      throw new ApiKeyStoreUnavailableException(JdbcConnections.kind(e));
    } catch (RuntimeException e) {
      // A pool that was closed, a row that somebody else has written.
      throw new ApiKeyStoreUnavailableException(e.getClass().getName());
    }
  }
}

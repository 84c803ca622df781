package io.github.jerseymcp.replay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** How a claim is made atomic in each database that is known. */
enum SqlDialect {
  /** One statement; a row that is in the way is locked and its expiry looked at again. */
  POSTGRESQL(
      "INSERT INTO mcp_used_proofs AS used (proof_key, expires_at) VALUES (?, ?)"
          + " ON CONFLICT (proof_key) DO UPDATE SET expires_at = EXCLUDED.expires_at"
          + " WHERE used.expires_at <= ?",
      // The lock keeps a row from being claimed again between being chosen and being deleted.
      "DELETE FROM mcp_used_proofs WHERE expires_at <= ? AND proof_key IN"
          + " (SELECT proof_key FROM mcp_used_proofs WHERE expires_at <= ?"
          + " ORDER BY expires_at LIMIT ? FOR UPDATE SKIP LOCKED)",
      // A server that only reads, such as a replica, grants no claim.
      "SELECT COUNT(*) = 0 AND current_setting('transaction_read_only') = 'off'"
          + " FROM mcp_used_proofs WHERE proof_key = ''") {
    @Override
    boolean claim(Connection connection, ClaimRow row) throws SQLException {
      try (PreparedStatement insert = row.prepare(connection, insertion())) {
        insert.setString(1, row.key());
        insert.setLong(2, row.expiresAt());
        insert.setLong(3, row.now());
        return insert.executeUpdate() == 1;
      }
    }
  },
  /** An insertion, and if the key is there, an update that only an expired row admits. */
  H2(
      "INSERT INTO mcp_used_proofs (proof_key, expires_at) VALUES (?, ?)",
      "DELETE FROM mcp_used_proofs WHERE expires_at <= ? AND proof_key IN"
          + " (SELECT proof_key FROM mcp_used_proofs WHERE expires_at <= ?"
          + " ORDER BY expires_at LIMIT ?)",
      "SELECT COUNT(*) = 0 FROM mcp_used_proofs WHERE proof_key = ''") {
    @Override
    boolean claim(Connection connection, ClaimRow row) throws SQLException {
      try (PreparedStatement insert = row.prepare(connection, insertion())) {
        insert.setString(1, row.key());
        insert.setLong(2, row.expiresAt());
        insert.executeUpdate();
        return true;
      } catch (SQLException e) {
        if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
          throw e;
        }
        return claimExpired(connection, row);
      }
    }
  };

  static final String UNIQUE_VIOLATION = "23505";

  private final String insertion;
  private final String purge;
  private final String question;

  SqlDialect(String insertion, String purge, String question) {
    this.insertion = insertion;
    this.purge = purge;
    this.question = question;
  }

  static Optional<SqlDialect> of(Connection connection) throws SQLException {
    return switch (connection.getMetaData().getDatabaseProductName()) {
      case "PostgreSQL" -> Optional.of(POSTGRESQL);
      case "H2" -> Optional.of(H2);
      default -> Optional.empty();
    };
  }

  /** Whether the row is now the caller's. */
  abstract boolean claim(Connection connection, ClaimRow row) throws SQLException;

  String insertion() {
    return insertion;
  }

  /** Deletes rows that expired by an instant, which is asked twice, at most so many. */
  String purge() {
    return purge;
  }

  /** Whether claims can be made, as far as a question shows; seconds to wait for the answer. */
  boolean isReady(Connection connection, int timeout) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(timeout);
      try (ResultSet answer = statement.executeQuery(question)) {
        return answer.next() && answer.getBoolean(1);
      }
    }
  }

  private static boolean claimExpired(Connection connection, ClaimRow row) throws SQLException {
    String sql =
        "UPDATE mcp_used_proofs SET expires_at = ? WHERE proof_key = ? AND expires_at <= ?";
    try (PreparedStatement update = row.prepare(connection, sql)) {
      update.setLong(1, row.expiresAt());
      update.setString(2, row.key());
      update.setLong(3, row.now());
      return update.executeUpdate() == 1;
    }
  }
}

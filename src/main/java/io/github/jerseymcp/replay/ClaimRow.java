package io.github.jerseymcp.replay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** What a claim writes; times in milliseconds of the epoch, the time-out in seconds. */
record ClaimRow(String key, long expiresAt, long now, int timeout) {

  PreparedStatement prepare(Connection connection, String sql) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    statement.setQueryTimeout(timeout);
    return statement;
  }
}

package io.github.jerseymcp.replay;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Creates the table from the schema that is shipped as a resource. */
final class JdbcSchema {

  private JdbcSchema() {}

  static void create(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : read().split(";", -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
    }
  }

  private static String read() {
    try (InputStream schema = JdbcSchema.class.getResourceAsStream("schema.sql")) {
      if (schema == null) {
        throw new IllegalStateException("The resource schema.sql is missing from the library");
      }
      return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

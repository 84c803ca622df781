package io.github.jerseymcp.jdbc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Creates tables from a schema that is shipped as a resource. */
public final class JdbcSchema {

  private JdbcSchema() {}

  /**
   * Creates what does not exist.
   *
   * @param owner the class beside which {@code schema.sql} lies
   */
  public static void create(Connection connection, Class<?> owner) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      for (String sql : read(owner).split(";", -1)) {
        if (!sql.isBlank()) {
          statement.execute(sql);
        }
      }
    }
  }

  private static String read(Class<?> owner) {
    try (InputStream schema = owner.getResourceAsStream("schema.sql")) {
      if (schema == null) {
        throw new IllegalStateException("The resource schema.sql is missing from the library");
      }
      return new String(schema.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

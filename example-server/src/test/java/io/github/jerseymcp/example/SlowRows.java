package io.github.jerseymcp.example;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.api.Trigger;

/** A database that takes its time for each new note. */
public final class SlowRows implements Trigger {

  private static final long MILLIS = 1_200;

  /** Slows the notes of this database down from now on. */
  static void slowDown(String database) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TRIGGER slow BEFORE INSERT ON notes FOR EACH ROW CALL '"
              + SlowRows.class.getName()
              + "'");
    }
  }

  @Override
  public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
    try {
      Thread.sleep(MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException(e);
    }
  }
}

package io.github.jerseymcp.example;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.h2.api.Trigger;

/** A database that takes its time for each new note. */
public final class SlowRows implements Trigger {

  private static final Duration LONG = Duration.ofMillis(1_200);
  private static final String NAME = "SLOW_";
  private static final BlockingQueue<String> INTERRUPTED = new LinkedBlockingQueue<>();

  private long millis;

  /** Slows the notes of this database down from now on. */
  static void slowDown(String database) throws SQLException {
    slowDown(database, LONG);
  }

  /** The same, by this time for each. */
  public static void slowDown(String database, Duration each) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TRIGGER "
              + NAME
              + each.toMillis()
              + " BEFORE INSERT ON notes FOR EACH ROW CALL '"
              + SlowRows.class.getName()
              + "'");
    }
  }

  /** The row whose writing was interrupted; waits for one, but not for long. */
  public static Optional<String> interrupted() throws InterruptedException {
    return Optional.ofNullable(INTERRUPTED.poll(10, TimeUnit.SECONDS));
  }

  @Override
  public void init(
      Connection connection, String schema, String name, String table, boolean before, int type) {
    millis = Long.parseLong(name.substring(NAME.length()));
  }

  @Override
  public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      INTERRUPTED.add(Arrays.toString(after));
      throw new SQLException(e);
    }
  }
}

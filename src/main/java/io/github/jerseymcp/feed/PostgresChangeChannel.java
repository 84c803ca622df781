package io.github.jerseymcp.feed;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * A channel of changes in PostgreSQL, by NOTIFY and LISTEN. Needs {@code
 * org.postgresql:postgresql}.
 *
 * <p>It takes one connection of its source for good, and another for each message: a pool needs two
 * for it. LISTEN does not work through a pooler that shares connections between transactions, such
 * as PgBouncer in that mode. Thread-safe.
 */
public final class PostgresChangeChannel implements ChangeChannel {

  private static final String TOPIC = "mcp_changes";
  private static final int TIMEOUT_SECONDS = 2;
  private static final int TIMEOUT_MILLIS = 3_000;
  private static final int LOOK_MILLIS = 500;
  private static final int MOST_SILENT_LOOKS = (int) (4 * BEAT.toMillis() / LOOK_MILLIS);

  private final DataSource source;
  private final String topic;
  private final Reception reception;
  private volatile boolean closed;

  /** A channel of the name {@code mcp_changes} in this database. */
  public PostgresChangeChannel(DataSource source) {
    this(source, TOPIC);
  }

  /**
   * The same with a name of its own: applications that share a database need one each.
   *
   * @throws IllegalArgumentException if the name has anything but 1 to 60 lower-case letters,
   *     digits and underscores
   */
  public PostgresChangeChannel(DataSource source, String topic) {
    if (!topic.matches("[a-z_][a-z0-9_]{0,59}")) {
      throw new IllegalArgumentException(
          "The name of a channel has 1 to 60 lower-case letters, digits and underscores");
    }
    this.source = source;
    this.topic = topic;
    this.reception = new Reception("mcp-changes-postgres", this::listen, () -> false);
  }

  @Override
  public void send(String message) {
    try (Connection connection = source.getConnection()) {
      int before = connection.getNetworkTimeout();
      connection.setNetworkTimeout(Runnable::run, TIMEOUT_MILLIS);
      try (PreparedStatement notify = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
        notify.setQueryTimeout(TIMEOUT_SECONDS);
        notify.setString(1, topic);
        notify.setString(2, message);
        notify.execute();
        if (!connection.getAutoCommit()) {
          connection.commit();
        }
      } finally {
        connection.setNetworkTimeout(Runnable::run, before);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("PostgreSQL was not notified: SQL state " + e.getSQLState());
    }
  }

  @Override
  public void receive(Consumer<String> receiver) {
    reception.start(receiver);
  }

  @Override
  public void close() {
    closed = true;
    reception.close();
  }

  /** Listens until the connection breaks, or has been silent for too long. */
  private void listen(Consumer<String> receiver) throws SQLException {
    try (Connection connection = source.getConnection()) {
      boolean asBefore = false;
      try {
        asBefore = listen(connection, receiver);
      } finally {
        if (!asBefore) {
          // It may still listen, or its server be gone without a word: no pool gets it back.
          connection.abort(Runnable::run);
        }
      }
    }
  }

  /** Whether the connection is as it was before. */
  private boolean listen(Connection connection, Consumer<String> receiver) throws SQLException {
    int before = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, TIMEOUT_MILLIS);
    connection.setAutoCommit(true);
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(TIMEOUT_SECONDS);
      statement.execute("LISTEN " + topic);
    }
    if (!take(connection.unwrap(PGConnection.class), receiver)) {
      return false;
    }
    try (Statement statement = connection.createStatement()) {
      statement.execute("UNLISTEN *");
    }
    connection.setNetworkTimeout(Runnable::run, before);
    return true;
  }

  /** Takes messages until this is closed; false if there was none for too long. */
  private boolean take(PGConnection connection, Consumer<String> receiver) throws SQLException {
    int silent = 0;
    while (!closed && silent < MOST_SILENT_LOOKS) {
      PGNotification[] notifications = connection.getNotifications(LOOK_MILLIS);
      silent = notifications == null || notifications.length == 0 ? silent + 1 : 0;
      if (notifications != null) {
        for (PGNotification notification : notifications) {
          receiver.accept(notification.getParameter());
        }
      }
    }
    return closed;
  }
}

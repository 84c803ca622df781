package io.github.jerseymcp.example.notes;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.UUID;
import javax.sql.DataSource;

/** The database that the notes are kept in: a small pool of connections to H2 or PostgreSQL. */
public final class NotesDatabase implements AutoCloseable {

  private static final int MAX_CONNECTIONS = 10;
  private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;

  private final HikariDataSource pool;

  private NotesDatabase(HikariDataSource pool) {
    this.pool = pool;
  }

  /** A database in memory that no other server shares, and that ends with this one. */
  public static NotesDatabase inMemory() {
    return open("jdbc:h2:mem:notes-" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
  }

  /**
   * The database at a JDBC URL, which may hold user and password.
   *
   * @throws NotesUnavailableException if it cannot be reached
   */
  public static NotesDatabase open(String jdbcUrl) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("notes");
    config.setJdbcUrl(jdbcUrl);
    if (jdbcUrl.startsWith("jdbc:h2:") && !jdbcUrl.contains("TRACE_LEVEL_FILE")) {
      // Else H2 prints stack traces where it can write no file.
      config.addDataSourceProperty("TRACE_LEVEL_FILE", "0");
    }
    config.setMaximumPoolSize(MAX_CONNECTIONS);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
    try {
      return new NotesDatabase(new HikariDataSource(config));
    } catch (RuntimeException e) {
      throw new NotesUnavailableException(e);
    }
  }

  /** The pool. */
  public DataSource dataSource() {
    return pool;
  }

  @Override
  public void close() {
    pool.close();
  }
}

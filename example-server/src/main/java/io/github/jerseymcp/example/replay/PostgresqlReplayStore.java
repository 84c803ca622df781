package io.github.jerseymcp.example.replay;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jerseymcp.feed.ChangeChannel;
import io.github.jerseymcp.feed.PostgresChangeChannel;
import io.github.jerseymcp.replay.JdbcReplayStore;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.replay.ReplayStoreUnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replay store in PostgreSQL with a pool of its own, which makes its table as soon as the
 * database can be reached. Thread-safe.
 */
final class PostgresqlReplayStore implements ReplayStore, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresqlReplayStore.class);
  private static final int MAX_CONNECTIONS = 10;
  private static final long CONNECTION_TIMEOUT_MILLIS = 2_000;
  private static final long START_WITHOUT_DATABASE = -1;

  private final HikariDataSource pool;
  private final JdbcReplayStore store;
  private volatile boolean hasTable;

  private PostgresqlReplayStore(HikariDataSource pool, InstantSource clock) {
    this.pool = pool;
    this.store = new JdbcReplayStore(pool, clock);
  }

  static PostgresqlReplayStore open(String jdbcUrl, InstantSource clock) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("replay");
    config.setJdbcUrl(jdbcUrl);
    config.setMaximumPoolSize(MAX_CONNECTIONS);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
    config.setInitializationFailTimeout(START_WITHOUT_DATABASE);
    HikariDataSource pool;
    try {
      pool = new HikariDataSource(config);
    } catch (RuntimeException e) {
      // The pool's message holds the URL, and that may hold a password.
      throw new IllegalArgumentException(
          "The address of the PostgreSQL replay store must be jdbc:postgresql://host:port/name");
    }
    PostgresqlReplayStore opened = new PostgresqlReplayStore(pool, clock);
    try {
      opened.makeTable();
    } catch (ReplayStoreUnavailableException e) {
      LOG.error("The replay store cannot be reached yet; requests with a proof are answered 503");
    }
    return opened;
  }

  @Override
  public boolean claim(String key, Instant expiresAt) {
    if (!hasTable) {
      makeTable();
    }
    return store.claim(key, expiresAt);
  }

  @Override
  public State state() {
    try {
      if (!hasTable) {
        makeTable();
      }
      return store.state();
    } catch (ReplayStoreUnavailableException e) {
      return State.UNAVAILABLE;
    }
  }

  /** A channel of changes in the same database. */
  ChangeChannel changes() {
    return new PostgresChangeChannel(pool);
  }

  @Override
  public void close() {
    store.close();
    pool.close();
  }

  private void makeTable() {
    store.createSchema();
    hasTable = true;
  }
}

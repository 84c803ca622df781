package io.github.jerseymcp.example.apikeys;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jerseymcp.apikey.ApiKeyStore;
import io.github.jerseymcp.apikey.ApiKeyStoreUnavailableException;
import io.github.jerseymcp.apikey.ApiKeys;
import io.github.jerseymcp.apikey.JdbcApiKeyStore;
import io.github.jerseymcp.apikey.StoredApiKey;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * API keys in a database with a pool of its own, which makes its table as soon as the database can
 * be reached: until then keys are answered with 503. Thread-safe.
 */
public final class OpenApiKeys implements ApiKeyStore, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(OpenApiKeys.class);
  private static final int MAX_CONNECTIONS = 5;
  private static final long CONNECTION_TIMEOUT_MILLIS = 2_000;
  private static final long START_WITHOUT_DATABASE = -1;

  private final HikariDataSource pool;
  private final JdbcApiKeyStore store;
  private volatile boolean hasTable;

  private OpenApiKeys(HikariDataSource pool) {
    this.pool = pool;
    this.store = new JdbcApiKeyStore(pool);
  }

  /**
   * Opens the store at a JDBC URL, which may hold user and password.
   *
   * @throws IllegalArgumentException if it is none of H2 or PostgreSQL
   */
  public static OpenApiKeys at(String jdbcUrl) {
    if (!isAddress(jdbcUrl)) {
      throw new IllegalArgumentException(
          "API keys are kept at a JDBC URL of H2 or PostgreSQL: jdbc:postgresql://host:port/name");
    }
    HikariConfig config = new HikariConfig();
    config.setPoolName("api-keys");
    config.setJdbcUrl(jdbcUrl);
    if (jdbcUrl.startsWith("jdbc:h2:") && !jdbcUrl.contains("TRACE_LEVEL_FILE")) {
      // Else H2 prints stack traces where it can write no file.
      config.addDataSourceProperty("TRACE_LEVEL_FILE", "0");
    }
    config.setMaximumPoolSize(MAX_CONNECTIONS);
    config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
    config.setInitializationFailTimeout(START_WITHOUT_DATABASE);
    try {
      return new OpenApiKeys(new HikariDataSource(config));
    } catch (RuntimeException e) {
      // The pool's message holds the URL, and that may hold a password.
      throw new IllegalArgumentException("The address of the API keys is no JDBC URL");
    }
  }

  /** Whether there can be keys at an address. */
  public static boolean isAddress(String jdbcUrl) {
    return jdbcUrl.startsWith("jdbc:h2:") || jdbcUrl.startsWith("jdbc:postgresql:");
  }

  /** Says so in the log if the database is not there yet. */
  public OpenApiKeys announced() {
    try {
      makeTable();
    } catch (ApiKeyStoreUnavailableException e) {
      LOG.error("The store of API keys cannot be reached yet; keys are answered 503");
    }
    return this;
  }

  /** The keys in it. */
  public ApiKeys keys(InstantSource clock) {
    return new ApiKeys(this, clock);
  }

  @Override
  public boolean add(StoredApiKey key) {
    makeTable();
    return store.add(key);
  }

  @Override
  public Optional<StoredApiKey> find(String id) {
    makeTable();
    return store.find(id);
  }

  @Override
  public boolean revoke(String id, Instant at) {
    makeTable();
    return store.revoke(id, at);
  }

  @Override
  public List<StoredApiKey> latest(int most) {
    makeTable();
    return store.latest(most);
  }

  @Override
  public void close() {
    pool.close();
  }

  private void makeTable() {
    if (!hasTable) {
      store.createSchema();
      hasTable = true;
    }
  }
}

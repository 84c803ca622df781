package io.github.jerseymcp.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jerseymcp.testing.ApiKeyStoreContract;
import io.github.jerseymcp.testsupport.ContractTests;
import io.github.jerseymcp.testsupport.process.PostgresqlServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/** The stores of API keys, by one contract. */
@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiKeyStoreTest {

  private EmbeddedPostgres postgres;
  private HikariDataSource pool;
  private HikariDataSource manual;
  private HikariDataSource h2;

  @BeforeAll
  void open() throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setPGStartupWait(PostgresqlServer.START)
            .start();
    pool = pool(postgres.getJdbcUrl("postgres", "postgres"), true);
    manual = pool(postgres.getJdbcUrl("postgres", "postgres"), false);
    h2 = pool("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", true);
    new JdbcApiKeyStore(pool).createSchema();
    new JdbcApiKeyStore(manual).createSchema();
    new JdbcApiKeyStore(h2).createSchema();
  }

  @AfterAll
  void close() throws IOException {
    Stream.of(pool, manual, h2).forEach(HikariDataSource::close);
    postgres.close();
  }

  @TestFactory
  Stream<DynamicTest> keepTheContractW01() {
    InMemoryApiKeyStore down = new InMemoryApiKeyStore();
    down.down = true;
    HikariDataSource closed = new HikariDataSource();
    closed.close();
    JdbcApiKeyStore unavailable = new JdbcApiKeyStore(closed);
    return Stream.of(
            of("memory", new InMemoryApiKeyStore(), down),
            of("PostgreSQL", new JdbcApiKeyStore(pool), unavailable),
            of("PostgreSQL without auto-commit", new JdbcApiKeyStore(manual), unavailable),
            of("H2", new JdbcApiKeyStore(h2), unavailable))
        .flatMap(tests -> tests);
  }

  private static Stream<DynamicTest> of(String name, ApiKeyStore store, ApiKeyStore down) {
    ApiKeyStoreContract contract =
        new ApiKeyStoreContract() {
          @Override
          protected ApiKeyStore store() {
            return store;
          }

          @Override
          protected Optional<ApiKeyStore> unavailable() {
            return Optional.of(down);
          }
        };
    return ContractTests.of(name, contract.rules());
  }

  @Test
  void keepsNoKeyW01() throws SQLException {
    ApiKeys keys = new ApiKeys(new JdbcApiKeyStore(pool));
    CreatedApiKey made = keys.create(ApiKeysTest.holder());
    StringBuilder all = new StringBuilder();
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT * FROM mcp_api_keys")) {
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          all.append(rows.getString(i)).append('\n');
        }
      }
    }
    assertThat(all).contains(made.id()).doesNotContain(made.key().substring(21));
    assertThat(keys.verify(made.key())).isPresent();
  }

  @Test
  void givesALockedTableUpInTimeW01() throws SQLException {
    ApiKeys keys = new ApiKeys(new JdbcApiKeyStore(pool, Duration.ofSeconds(1)));
    String key = keys.create(ApiKeysTest.holder()).key();
    try (Connection locking = postgres.getPostgresDatabase().getConnection()) {
      locking.setAutoCommit(false);
      try (Statement lock = locking.createStatement()) {
        lock.execute("LOCK TABLE mcp_api_keys IN ACCESS EXCLUSIVE MODE");
      }
      long before = System.nanoTime();
      assertThat(org.assertj.core.api.Assertions.catchThrowable(() -> keys.verify(key)))
          .isInstanceOf(ApiKeyStoreUnavailableException.class)
          .hasMessageContaining("SQL state 57014") // The server gave up first.
          .hasMessageNotContaining(key);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(10));
      locking.rollback();
    }
    assertThat(keys.verify(key)).isPresent();
  }

  @Test
  void takesNoOtherTimeOutsW01() {
    for (Duration wrong : new Duration[] {Duration.ZERO, Duration.ofSeconds(31)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> new JdbcApiKeyStore(pool, wrong))
          .withMessageContaining("from 1 to 30 seconds");
    }
  }

  private static HikariDataSource pool(String url, boolean autoCommit) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(8);
    config.setAutoCommit(autoCommit);
    return new HikariDataSource(config);
  }
}

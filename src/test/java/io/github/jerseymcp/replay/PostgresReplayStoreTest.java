package io.github.jerseymcp.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jerseymcp.testsupport.process.PostgresqlServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresReplayStoreTest extends JdbcReplayStoreRules {

  private EmbeddedPostgres postgres;

  @BeforeAll
  void open() throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setPGStartupWait(PostgresqlServer.START)
            .start();
    use(pool("TRANSACTION_READ_COMMITTED", true));
  }

  @AfterAll
  void close() throws IOException {
    closeAll();
    postgres.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRANSACTION_REPEATABLE_READ", "TRANSACTION_SERIALIZABLE"})
  void grantsOneClaimUnderEveryIsolation(String isolation) throws Exception {
    try (HikariDataSource pool = pool(isolation, false);
        JdbcReplayStore strict = new JdbcReplayStore(pool, time)) {
      ExecutorService threads = Executors.newFixedThreadPool(16);
      AtomicInteger granted = new AtomicInteger();
      AtomicInteger unavailable = new AtomicInteger();
      for (int round = 0; round < 20; round++) {
        String key = isolation + round;
        List<Future<?>> claims = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
          claims.add(threads.submit(() -> count(strict, key, granted, unavailable)));
        }
        for (Future<?> claim : claims) {
          claim.get();
        }
      }
      threads.shutdownNow();

      assertThat(granted).hasValue(20);
    }
  }

  @Test
  void worksWithoutAutoCommit() {
    try (HikariDataSource pool = pool("TRANSACTION_READ_COMMITTED", false);
        JdbcReplayStore manual = new JdbcReplayStore(pool, time)) {
      manual.createSchema();

      assertThat(manual.claim("manual", now().plusSeconds(60))).isTrue();
      assertThat(store().claim("manual", now().plusSeconds(60))).isFalse();
    }
  }

  private void count(
      JdbcReplayStore store, String key, AtomicInteger granted, AtomicInteger unavailable) {
    try {
      if (store.claim(key, now().plusSeconds(60))) {
        granted.incrementAndGet();
      }
    } catch (ReplayStoreUnavailableException e) {
      unavailable.incrementAndGet();
    }
  }

  @Test
  void isUnavailableWhereTheDatabaseOnlyReads() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
    config.setConnectionInitSql("SET default_transaction_read_only = on");
    try (HikariDataSource replica = new HikariDataSource(config);
        JdbcReplayStore reading = new JdbcReplayStore(replica, time)) {
      assertThat(reading.state()).isEqualTo(ReplayStore.State.UNAVAILABLE);
    }
  }

  private HikariDataSource pool(String isolation, boolean autoCommit) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(postgres.getJdbcUrl("postgres", "postgres"));
    config.setMaximumPoolSize(8);
    config.setTransactionIsolation(isolation);
    config.setAutoCommit(autoCommit);
    return new HikariDataSource(config);
  }
}

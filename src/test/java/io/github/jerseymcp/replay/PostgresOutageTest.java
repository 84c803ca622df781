package io.github.jerseymcp.replay;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jerseymcp.testsupport.process.PostgresqlServer;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class PostgresOutageTest {

  @Test
  void neverGrantsTwiceThoughPostgresIsKilled(@TempDir Path data) throws Exception {
    try (PostgresqlServer postgres = new PostgresqlServer(data)) {
      postgres.start();
      HikariConfig config = new HikariConfig();
      config.setJdbcUrl(postgres.address());
      config.setMaximumPoolSize(8);
      config.setConnectionTimeout(1000);
      try (HikariDataSource pool = new HikariDataSource(config);
          JdbcReplayStore store = new JdbcReplayStore(pool, InstantSource.system())) {
        store.createSchema();
        new Outages(store, postgres).run("PostgreSQL");
      }
    }
  }
}

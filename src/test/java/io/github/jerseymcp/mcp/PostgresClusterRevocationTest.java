package io.github.jerseymcp.mcp;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jerseymcp.feed.ChangeChannel;
import io.github.jerseymcp.feed.PostgresChangeChannel;
import io.github.jerseymcp.revocation.JdbcRevocationLog;
import io.github.jerseymcp.revocation.RevocationLog;
import io.github.jerseymcp.testsupport.process.PostgresqlServer;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresClusterRevocationTest extends ClusterRevocationRules {

  private PostgresqlServer postgres;
  private HikariDataSource pool;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    postgres = new PostgresqlServer(data.resolve("postgres"));
    postgres.start();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(postgres.address());
    config.setMaximumPoolSize(8);
    config.setConnectionTimeout(2000);
    config.setInitializationFailTimeout(-1);
    pool = new HikariDataSource(config);
  }

  /** As if nothing had ever been revoked: tests must not meet what others have. */
  @BeforeEach
  void clear() throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("DROP TABLE IF EXISTS mcp_revocations, mcp_revocation_head");
    }
    new JdbcRevocationLog(pool).createSchema();
  }

  @AfterAll
  void end() throws Exception {
    pool.close();
    postgres.close();
  }

  @Override
  RevocationLog log() {
    return new JdbcRevocationLog(pool);
  }

  @Override
  ChangeChannel channel() {
    return new PostgresChangeChannel(pool, "mcp_revocations");
  }

  @Override
  void outage(boolean down) throws Exception {
    if (down) {
      postgres.kill();
    } else {
      postgres.start();
    }
  }
}

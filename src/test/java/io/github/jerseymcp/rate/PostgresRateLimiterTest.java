package io.github.jerseymcp.rate;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import io.github.jerseymcp.testing.MutableTime;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;

@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresRateLimiterTest extends RateLimiterRules {

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-28T12:00:00Z"));
  private EmbeddedPostgres postgres;
  private HikariDataSource source;
  private HikariDataSource closed;

  @BeforeAll
  void start() throws IOException, SQLException {
    postgres = EmbeddedPostgres.builder().start();
    HikariConfig config = new HikariConfig();
    config.setDataSource(postgres.getPostgresDatabase());
    config.setMaximumPoolSize(16);
    source = new HikariDataSource(config);
    closed = new HikariDataSource(config);
    closed.close();
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TABLE bucket (id VARCHAR(120) PRIMARY KEY, state BYTEA, expires_at BIGINT)");
    }
  }

  @AfterAll
  void stop() throws IOException {
    source.close();
    postgres.close();
  }

  @Override
  protected RateLimiter limiter() {
    return limiter(source);
  }

  @Override
  protected void pass(Duration duration) {
    time.advance(duration);
  }

  @Override
  protected RateLimiter unavailableLimiter() {
    return limiter(closed);
  }

  private RateLimiter limiter(DataSource database) {
    return new Bucket4jRateLimiter(
        Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
            .primaryKeyMapper(PrimaryKeyMapper.STRING)
            .table("bucket")
            .requestTimeout(Duration.ofSeconds(10)) // 64 threads at once, on a busy machine.
            .expirationAfterWrite(
                ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(
                    Duration.ofMinutes(1)))
            .clientClock(new InjectedClock(time))
            .build());
  }
}

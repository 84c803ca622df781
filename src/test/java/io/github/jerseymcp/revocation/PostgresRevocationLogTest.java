package io.github.jerseymcp.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jerseymcp.testsupport.process.PostgresqlServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresRevocationLogTest extends JdbcRevocationLogRules {

  private EmbeddedPostgres postgres;

  @BeforeAll
  void open() throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setPGStartupWait(PostgresqlServer.START)
            .start();
    open("TRANSACTION_READ_COMMITTED", true);
  }

  @AfterAll
  void close() throws IOException {
    closeAll();
    postgres.close();
  }

  @Override
  String url(String name) {
    if (name.equals("one")) {
      return postgres.getJdbcUrl("postgres", "postgres");
    }
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return postgres.getJdbcUrl("postgres", name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"TRANSACTION_REPEATABLE_READ", "TRANSACTION_SERIALIZABLE"})
  void worksUnderEveryIsolationAndWithoutAutoCommit(String isolation) {
    HikariDataSource strict = pool(postgres.getJdbcUrl("postgres", "postgres"), isolation, false);
    RevocationLog other = new JdbcRevocationLog(strict);
    long before = log().read(0, 1).head();
    Revocation revocation =
        Revocation.ofToken("https://auth.example.com", isolation)
            .until(Instant.ofEpochSecond(4_000_000_000L));
    other.append(revocation);

    assertThat(log().read(before, 10).revocations()).containsExactly(revocation);
    assertThat(other.read(before, 10).revocations()).containsExactly(revocation);
  }
}

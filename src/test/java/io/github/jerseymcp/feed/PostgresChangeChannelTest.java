package io.github.jerseymcp.feed;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jerseymcp.testsupport.process.Await;
import io.github.jerseymcp.testsupport.process.FreePort;
import io.github.jerseymcp.testsupport.process.PostgresqlServer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PostgresChangeChannelTest extends ChangeChannelRules {

  private EmbeddedPostgres postgres;
  private HikariDataSource pool;
  private HikariDataSource unreachable;

  @BeforeAll
  void start() throws IOException {
    postgres =
        EmbeddedPostgres.builder()
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setPGStartupWait(PostgresqlServer.START)
            .start();
    pool = pool(postgres.getJdbcUrl("postgres", "postgres"));
    unreachable = pool("jdbc:postgresql://127.0.0.1:" + FreePort.next() + "/none");
  }

  @AfterAll
  void stop() throws IOException {
    unreachable.close();
    pool.close();
    postgres.close();
  }

  @Override
  protected ChangeChannel open() {
    return new PostgresChangeChannel(pool);
  }

  @Override
  protected ChangeChannel openUnreachable() {
    return new PostgresChangeChannel(unreachable);
  }

  @Test
  void worksWithoutAutoCommit() throws InterruptedException {
    try (HikariDataSource manual = manual();
        Node one = new Node(new PostgresChangeChannel(manual));
        Node two = new Node(open())) {
      Await.until(
          "both are connected",
          Duration.ofSeconds(20),
          () -> one.isConnected() && two.isConnected());
      one.feed.publish(Change.tools());
      assertThatTold(two);
      two.feed.publish(Change.tools());
      one.next();
      assertThatTold(one);
    }
  }

  private static void assertThatTold(Node node) throws InterruptedException {
    org.assertj.core.api.Assertions.assertThat(node.next()).isEqualTo(Change.tools());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a;DROP TABLE x", "A", "1a", "a b", "\"a\""})
  void takesNoNameThatSqlWouldReadInAnotherWay(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new PostgresChangeChannel(pool, name));
  }

  /** What is told there would be kept for nobody. */
  @Test
  void givesNoPoolAConnectionThatStillListens() {
    AtomicInteger heard = new AtomicInteger();
    HikariConfig config = config(postgres.getJdbcUrl("postgres", "postgres"));
    config.setMaximumPoolSize(2);
    try (HikariDataSource two = new HikariDataSource(config)) {
      try (PostgresChangeChannel channel = new PostgresChangeChannel(two, "failing")) {
        channel.receive(
            message -> {
              heard.incrementAndGet();
              throw new IllegalStateException("failed");
            });
        Await.until(
            "it has failed",
            Duration.ofSeconds(20),
            () -> {
              channel.send("x");
              return heard.get() > 0;
            });
      }
      Await.until("none listens", Duration.ofSeconds(10), () -> listeners(two) == 0);
    }
  }

  private static int listeners(DataSource two) {
    try (Connection one = two.getConnection();
        Connection other = two.getConnection()) {
      return listeners(one) + listeners(other);
    } catch (SQLException e) {
      return -1; // They are in use.
    }
  }

  private static int listeners(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT count(*) FROM pg_listening_channels()")) {
      return row.next() ? row.getInt(1) : -1;
    }
  }

  private HikariDataSource manual() {
    HikariConfig config = config(postgres.getJdbcUrl("postgres", "postgres"));
    config.setAutoCommit(false);
    return new HikariDataSource(config);
  }

  private static HikariDataSource pool(String url) {
    return new HikariDataSource(config(url));
  }

  private static HikariConfig config(String url) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(8);
    config.setConnectionTimeout(2000);
    config.setInitializationFailTimeout(-1);
    return config;
  }
}

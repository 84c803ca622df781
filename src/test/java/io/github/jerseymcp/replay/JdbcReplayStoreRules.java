package io.github.jerseymcp.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.zaxxer.hikari.HikariDataSource;
import io.github.jerseymcp.testing.MutableTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What the JDBC store must do in every database that it knows. */
abstract class JdbcReplayStoreRules extends ReplayStoreRules {

  final MutableTime time = new MutableTime(Instant.parse("2024-11-01T12:00:00Z"));
  private HikariDataSource dataSource;
  private JdbcReplayStore store;
  private JdbcReplayStore unavailable;

  final void use(HikariDataSource pool) {
    dataSource = pool;
    store =
        new JdbcReplayStore(
            pool, JdbcReplaySettings.defaults().withPurgeInterval(HOUR).withPurgeBatch(3), time);
    store.createSchema();
    store.createSchema();
    HikariDataSource closed = new HikariDataSource();
    closed.close();
    unavailable = new JdbcReplayStore(closed, time);
  }

  private static final Duration HOUR = Duration.ofHours(1);

  final void closeAll() {
    unavailable.close();
    store.close();
    dataSource.close();
  }

  @Override
  protected ReplayStore store() {
    return store;
  }

  @Override
  protected Instant now() {
    return time.instant();
  }

  @Override
  protected void pass(Duration duration) {
    time.advance(duration);
  }

  @Override
  protected ReplayStore unavailableStore() {
    return unavailable;
  }

  @Test
  void deletesInBatchesWhatExpiredBeforeTheMargin() throws SQLException {
    pass(HOUR);
    store.purge();
    for (int i = 0; i < 10; i++) {
      store.claim("old-" + i, now().plusSeconds(1));
    }
    store.claim("young", now().plusSeconds(2));
    pass(Duration.ofSeconds(1).plus(JdbcReplaySettings.defaults().clockMargin()));

    assertThat(store.purge()).isEqualTo(10);
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void keepsClaimOfNodeWhoseClockDiffers() {
    MutableTime behind = new MutableTime(now().minusSeconds(290));
    Instant expiresAt = now().plusSeconds(5);
    try (JdbcReplayStore other = new JdbcReplayStore(dataSource, behind)) {
      assertThat(store.claim("skewed", expiresAt)).isTrue();
      pass(Duration.ofSeconds(20));

      assertThat(store.claim("skewed", expiresAt)).as("no longer accepted here").isFalse();
      assertThat(other.claim("skewed", expiresAt)).as("accepted there, but used").isFalse();
    }
  }

  @Test
  void keepsWhatLivesWhenTheClockIsSetForwardAndBackC04() throws SQLException {
    Instant expiresAt = now().plusSeconds(300);
    store.claim("used", expiresAt);

    time.step(Duration.ofHours(25));
    assertThat(store.purge()).as("rows deleted while ahead").isZero();
    time.step(Duration.ofHours(-25));

    assertThat(store.claim("used", expiresAt)).isFalse();
    pass(Duration.ofMinutes(21));
    assertThat(store.purge()).isEqualTo(1);
  }

  @Test
  void keepsTheRowsOfOthersWhileTheClockOfThisNodeAloneIsAheadC04() throws SQLException {
    Instant real = Instant.now().plusSeconds(300);
    MutableTime ahead = new MutableTime(Instant.now().plus(Duration.ofDays(2)));
    MutableTime right = new MutableTime(Instant.now());
    try (JdbcReplayStore wrong = new JdbcReplayStore(dataSource, ahead);
        JdbcReplayStore other = new JdbcReplayStore(dataSource, right)) {
      assertThat(other.claim("used there", real)).isTrue();

      wrong.purge();

      assertThat(other.claim("used there", real)).isFalse();
    }
  }

  @Test
  void refusesPolicyWithProblems() {
    JdbcReplaySettings wrong =
        JdbcReplaySettings.defaults()
            .withTimeout(Duration.ZERO)
            .withPurgeInterval(Duration.ZERO)
            .withPurgeBatch(0)
            .withClockMargin(Duration.ofDays(2));

    assertThat(wrong.problems()).hasSize(4);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new JdbcReplayStore(dataSource, wrong, time))
        .withMessageContaining("from 1 to 30 seconds");
  }

  private int rows() throws SQLException {
    try (Connection connection = dataSource.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM mcp_used_proofs")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}

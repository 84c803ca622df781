package io.github.jerseymcp.revocation;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.jerseymcp.testsupport.process.FreePort;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;

/** Logs in a database, through pools of connections. */
abstract class JdbcRevocationLogRules extends RevocationLogRules {

  private final Deque<HikariDataSource> pools = new ArrayDeque<>();
  private HikariDataSource own;
  private RevocationLog log;

  /** The address of a database: an empty one for each name. */
  abstract String url(String name);

  void open(String isolation, boolean autoCommit) {
    own = pool(url("one"), isolation, autoCommit);
    log = created(own, 100_000);
  }

  void closeAll() {
    pools.forEach(HikariDataSource::close);
  }

  HikariDataSource pool(String url, String isolation, boolean autoCommit) {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(8);
    config.setConnectionTimeout(2000);
    config.setInitializationFailTimeout(-1);
    config.setTransactionIsolation(isolation);
    config.setAutoCommit(autoCommit);
    HikariDataSource made = new HikariDataSource(config);
    pools.add(made);
    return made;
  }

  RevocationLog created(HikariDataSource pool, int entries) {
    JdbcRevocationLog made = new JdbcRevocationLog(pool, entries, InstantSource.system());
    made.createSchema();
    made.createSchema();
    return made;
  }

  @Override
  protected RevocationLog log() {
    return log;
  }

  @Override
  protected RevocationLog smallLog() {
    return created(pool(url("small"), "TRANSACTION_READ_COMMITTED", false), 2);
  }

  @Override
  protected RevocationLog unavailableLog() {
    return new JdbcRevocationLog(
        pool(
            "jdbc:postgresql://127.0.0.1:" + FreePort.next() + "/none",
            "TRANSACTION_READ_COMMITTED",
            true));
  }

  @Override
  RevocationLog logAhead(Duration ahead) {
    return new JdbcRevocationLog(own, 100_000, () -> Instant.now().plus(ahead));
  }
}

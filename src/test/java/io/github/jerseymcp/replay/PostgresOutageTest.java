package io.github.jerseymcp.replay;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class PostgresOutageTest {

  /** Where nothing is in the cache of the disk yet, a first start takes long. */
  static final Duration START = Duration.ofMinutes(1);

  @Test
  void neverGrantsTwiceThoughPostgresIsKilled(@TempDir Path data) throws Exception {
    Postgres postgres = new Postgres(data, RedisReplayStoreTest.freePort());
    postgres.start();
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(postgres.server.getJdbcUrl("postgres", "postgres"));
    config.setMaximumPoolSize(8);
    config.setConnectionTimeout(1000);
    try (HikariDataSource pool = new HikariDataSource(config);
        JdbcReplayStore store = new JdbcReplayStore(pool, InstantSource.system())) {
      store.createSchema();
      new Outages(store, postgres).run("PostgreSQL");
    } finally {
      postgres.server.close();
    }
  }

  /** PostgreSQL with every commit on disk before it is answered. */
  private static final class Postgres implements Outages.Server {

    private final Path data;
    private final int port;
    private EmbeddedPostgres server;

    Postgres(Path data, int port) {
      this.data = data;
      this.port = port;
    }

    @Override
    public void start() throws IOException {
      server =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(false)
              .setPort(port)
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setPGStartupWait(START)
              .start();
    }

    /** Kills the first of its processes; the others notice and end. */
    @Override
    public void kill() throws Exception {
      long id = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
      ProcessHandle postmaster = ProcessHandle.of(id).orElseThrow();
      postmaster.destroyForcibly();
      postmaster.onExit().get(10, TimeUnit.SECONDS);
      // Finds nothing to stop, and lets go of the lock on the data.
      server.close();
    }
  }
}

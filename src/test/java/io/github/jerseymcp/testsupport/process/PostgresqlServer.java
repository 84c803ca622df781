package io.github.jerseymcp.testsupport.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** PostgreSQL with every commit on disk before it is answered. */
public final class PostgresqlServer implements StoreServer {

  /** Where nothing is in the cache of the disk yet, a first start takes long. */
  public static final Duration START = Duration.ofMinutes(1);

  private final Path data;
  private final int port = FreePort.next();
  private @Nullable EmbeddedPostgres server;

  /** One that keeps its data here; still to be started. */
  public PostgresqlServer(Path data) {
    this.data = data;
  }

  @Override
  public String address() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
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

  @Override
  public void kill() throws Exception {
    long id = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    ProcessHandle postmaster = ProcessHandle.of(id).orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(List.of(postmaster));
    // Its children would finish what they are doing.
    postmaster.descendants().forEach(all::add);
    all.forEach(ProcessHandle::destroyForcibly);
    for (ProcessHandle process : all) {
      process.onExit().get(20, TimeUnit.SECONDS);
    }
    // Finds nothing to stop, and lets go of the lock on the data.
    close();
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
    }
  }
}

package io.github.jerseymcp.example.cluster;

import io.github.jerseymcp.testsupport.process.PostgresqlServer;
import io.github.jerseymcp.testsupport.process.RedisServer;
import io.github.jerseymcp.testsupport.process.StoreServer;
import java.io.IOException;
import java.nio.file.Path;

/** The servers that nodes can share their used proofs through. */
enum StoreKind {
  REDIS,
  POSTGRESQL;

  /** One that keeps its data here; still to be started. */
  StoreServer in(Path data) throws IOException {
    return this == REDIS ? new RedisServer(data) : new PostgresqlServer(data);
  }
}

package io.github.jerseymcp.example.cluster;

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

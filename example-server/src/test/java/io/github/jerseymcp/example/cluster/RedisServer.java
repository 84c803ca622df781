package io.github.jerseymcp.example.cluster;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import redis.embedded.core.ExecutableProvider;

/** Redis with every write on disk before it is answered. */
final class RedisServer implements StoreServer {

  private final String executable;
  private final Path data;
  private final int port;
  private ChildProcess process;

  RedisServer(Path data) throws IOException {
    this.executable = ExecutableProvider.newJarResourceProvider().get().getPath();
    this.data = data;
    this.port = ChildProcess.freePort();
  }

  @Override
  public String address() {
    return "redis://127.0.0.1:" + port;
  }

  @Override
  public void start() throws IOException {
    ProcessBuilder command = new ProcessBuilder(executable, "--port", Integer.toString(port));
    command.command().addAll(List.of("--bind", "127.0.0.1", "--dir", data.toString()));
    command.command().addAll(List.of("--appendonly", "yes", "--appendfsync", "always"));
    process = ChildProcess.start("Redis", command);
    process.awaitPort(port);
  }

  @Override
  public void kill() {
    process.close();
  }

  @Override
  public void close() {
    if (process != null) {
      process.close();
    }
  }
}

package io.github.jerseymcp.testsupport.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import redis.embedded.core.ExecutableProvider;

/** Redis with every write on disk before it is answered. */
public final class RedisServer implements StoreServer {

  private final String executable;
  private final Path data;
  private final int port = FreePort.next();
  private @Nullable ChildProcess process;

  /** One that keeps its data here; still to be started. */
  public RedisServer(Path data) throws IOException {
    this.executable = ExecutableProvider.newJarResourceProvider().get().getPath();
    this.data = data;
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
    if (process != null) {
      process.kill();
    }
  }

  @Override
  public void close() {
    kill();
  }
}

package io.github.jerseymcp.replay;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.embedded.core.ExecutableProvider;

@Tag("long")
class RedisOutageTest {

  @Test
  void neverGrantsTwiceThoughRedisIsKilled(@TempDir Path data) throws Exception {
    Redis redis = new Redis(data, RedisReplayStoreTest.freePort());
    redis.start();
    String address = RedisReplayStoreTest.address(redis.port);
    try (RedisReplayStore store = new RedisReplayStore(address, InstantSource.system())) {
      new Outages(store, redis).run("Redis");
    } finally {
      redis.kill();
    }
  }

  /** Redis with every write on disk before it is answered. */
  private static final class Redis implements Outages.Server {

    private final File executable;
    private final Path data;
    private final int port;
    private Process process;

    Redis(Path data, int port) throws IOException {
      this.executable = ExecutableProvider.newJarResourceProvider().get();
      this.data = data;
      this.port = port;
    }

    @Override
    public void start() throws IOException {
      process =
          new ProcessBuilder(
                  executable.getPath(),
                  "--port",
                  Integer.toString(port),
                  "--bind",
                  "127.0.0.1",
                  "--dir",
                  data.toString(),
                  "--appendonly",
                  "yes",
                  "--appendfsync",
                  "always")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
    }

    @Override
    public void kill() throws InterruptedException {
      process.destroyForcibly().waitFor();
    }
  }
}

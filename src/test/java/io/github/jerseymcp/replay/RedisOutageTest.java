package io.github.jerseymcp.replay;

import io.github.jerseymcp.testsupport.process.RedisServer;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class RedisOutageTest {

  @Test
  void neverGrantsTwiceThoughRedisIsKilled(@TempDir Path data) throws Exception {
    try (RedisServer redis = new RedisServer(data)) {
      redis.start();
      try (RedisReplayStore store = new RedisReplayStore(redis.address(), InstantSource.system())) {
        new Outages(store, redis).run("Redis");
      }
    }
  }
}

package io.github.jerseymcp.mcp;

import io.github.jerseymcp.feed.ChangeChannel;
import io.github.jerseymcp.feed.RedisChangeChannel;
import io.github.jerseymcp.revocation.RedisRevocationLog;
import io.github.jerseymcp.revocation.RevocationLog;
import io.github.jerseymcp.testsupport.process.RedisServer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisClusterRevocationTest extends ClusterRevocationRules {

  private final Deque<RedisRevocationLog> logs = new ArrayDeque<>();
  private String name = "";
  private RedisServer redis;

  @BeforeAll
  void start(@TempDir Path data) throws Exception {
    redis = new RedisServer(data);
    redis.start();
  }

  @BeforeEach
  void choose() {
    name = "revocations-" + UUID.randomUUID();
  }

  @AfterAll
  void end() {
    logs.forEach(RedisRevocationLog::close);
    redis.close();
  }

  @Override
  RevocationLog log() {
    RedisRevocationLog made =
        new RedisRevocationLog(redis.address(), name, 1_000, InstantSource.system());
    logs.add(made);
    return made;
  }

  @Override
  ChangeChannel channel() {
    return new RedisChangeChannel(redis.address(), name);
  }

  @Override
  void outage(boolean down) throws Exception {
    if (down) {
      redis.kill();
    } else {
      redis.start();
    }
  }
}

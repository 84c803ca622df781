package io.github.jerseymcp.revocation;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jerseymcp.testsupport.process.FreePort;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.embedded.RedisServer;

@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisRevocationLogTest extends RevocationLogRules {

  private final int port = FreePort.next();
  private final Deque<RedisRevocationLog> opened = new ArrayDeque<>();
  private RedisServer redis;
  private RevocationLog log;

  @BeforeAll
  void start() throws IOException {
    redis = RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
    redis.start();
    log = open(port, "one", 100_000, InstantSource.system());
  }

  @AfterAll
  void stop() throws IOException {
    opened.forEach(RedisRevocationLog::close);
    redis.stop();
  }

  @Override
  protected RevocationLog log() {
    return log;
  }

  @Override
  protected RevocationLog smallLog() {
    return open(port, "small", 2, InstantSource.system());
  }

  @Override
  protected RevocationLog unavailableLog() {
    return open(FreePort.next(), "none", 2, InstantSource.system());
  }

  @Override
  RevocationLog logAhead(Duration ahead) {
    return open(port, "one", 100_000, () -> Instant.now().plus(ahead));
  }

  @Test
  void repeatsNoPasswordOfAWrongAddress() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RedisRevocationLog("http://user:secret@host"))
        .withMessageNotContaining("secret")
        .withNoCause();
  }

  private RevocationLog open(int at, String name, int entries, InstantSource clock) {
    RedisRevocationLog made =
        new RedisRevocationLog("redis://127.0.0.1:" + at, name, entries, clock);
    opened.add(made);
    return made;
  }
}

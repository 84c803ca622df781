package io.github.jerseymcp.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jerseymcp.testsupport.process.Await;
import io.github.jerseymcp.testsupport.process.FreePort;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
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
  void hasAnotherHistoryWhereAReplicaTakesOver() throws IOException {
    int second = FreePort.next();
    RedisServer replica =
        RedisServer.newRedisServer()
            .port(second)
            .bind("127.0.0.1")
            .setting("save \"\"")
            .setting("replicaof 127.0.0.1 " + port)
            .build();
    replica.start();
    try (RedisClient client = RedisClient.create("redis://127.0.0.1:" + second);
        StatefulRedisConnection<String, String> connection = client.connect()) {
      Await.until(
          "a copy",
          Duration.ofSeconds(20),
          () -> connection.sync().info("replication").contains("master_link_status:up"));
      // The first replica of a server gives it another one too.
      String before = log.read(0, 1).history();
      connection.sync().replicaofNoOne();

      String after = open(second, "one", 100_000, InstantSource.system()).read(0, 1).history();
      assertThat(after).isNotEqualTo(before).startsWith(before.split(" ", 2)[0]);
      assertThat(log.read(0, 1).history()).isEqualTo(before);
    } finally {
      replica.stop();
    }
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

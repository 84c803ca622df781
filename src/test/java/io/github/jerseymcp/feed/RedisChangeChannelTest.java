package io.github.jerseymcp.feed;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jerseymcp.testsupport.process.FreePort;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.embedded.RedisServer;

@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisChangeChannelTest extends ChangeChannelRules {

  private final int port = FreePort.next();
  private RedisServer redis;

  @BeforeAll
  void start() throws IOException {
    redis = RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
    redis.start();
  }

  @AfterAll
  void stop() throws IOException {
    redis.stop();
  }

  @Override
  protected ChangeChannel open() {
    return new RedisChangeChannel("redis://127.0.0.1:" + port);
  }

  @Override
  protected ChangeChannel openUnreachable() {
    return new RedisChangeChannel("redis://127.0.0.1:" + FreePort.next());
  }

  @Test
  void repeatsNoPasswordOfAWrongAddress() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RedisChangeChannel("http://user:secret@host"))
        .withMessageNotContaining("secret")
        .withNoCause();
  }
}

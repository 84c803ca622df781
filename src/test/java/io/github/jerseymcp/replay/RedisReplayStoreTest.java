package io.github.jerseymcp.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jerseymcp.testsupport.process.FreePort;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.embedded.RedisServer;

@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisReplayStoreTest extends ReplayStoreRules {

  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  private RedisServer redis;
  private int port;
  private RedisReplayStore store;
  private RedisReplayStore unavailable;

  @BeforeAll
  void start() throws IOException {
    port = FreePort.next();
    redis = RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
    redis.start();
    // No margin, so that the rules about expiry need not wait for it.
    store =
        new RedisReplayStore(
            address(port),
            RedisReplaySettings.defaults().withTimeout(TIMEOUT).withClockMargin(Duration.ZERO),
            InstantSource.system());
    unavailable = new RedisReplayStore(address(FreePort.next()), InstantSource.system());
  }

  @AfterAll
  void stop() throws IOException {
    unavailable.close();
    store.close();
    redis.stop();
  }

  @Override
  protected ReplayStore store() {
    return store;
  }

  @Override
  protected Instant now() {
    return Instant.now();
  }

  @Override
  protected Duration lifetime() {
    return Duration.ofSeconds(3);
  }

  @Override
  @SuppressWarnings("ThreadSleep") // Redis has a clock of its own, which no test can move.
  protected void pass(Duration duration) {
    try {
      Thread.sleep(duration.plusMillis(50).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  protected ReplayStore unavailableStore() {
    return unavailable;
  }

  @Test
  void keepsEntryForTheMarginBeyondItsInstant() {
    Duration margin = Duration.ofMinutes(2);
    InstantSource behind = () -> Instant.now().minusSeconds(60);
    try (RedisReplayStore other =
        new RedisReplayStore(
            address(port),
            RedisReplaySettings.defaults().withTimeout(TIMEOUT).withClockMargin(margin),
            behind)) {
      Instant expiresAt = Instant.now().minusSeconds(10);

      assertThat(other.claim("of a node behind", expiresAt)).isTrue();
      assertThat(other.claim("of a node behind", expiresAt)).isFalse();
    }
  }

  @Test
  void tellsThatAServerAnswersAndTakesNothing() {
    RedisClient client = RedisClient.create(address(port));
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      assertThat(store.state()).isEqualTo(ReplayStore.State.READY);
      connection.sync().configSet("maxmemory", "1");
      assertThat(connection.sync().ping()).isEqualTo("PONG");
      assertThatExceptionOfType(ReplayStoreUnavailableException.class)
          .isThrownBy(() -> store.claim("of a full server", Instant.now().plusSeconds(60)));
      assertThat(store.state()).isEqualTo(ReplayStore.State.UNAVAILABLE);

      connection.sync().configSet("maxmemory", "0");
      assertThat(store.state()).isEqualTo(ReplayStore.State.READY);
      assertThat(store.claim("of a full server", Instant.now().plusSeconds(60))).isTrue();
    } finally {
      client.shutdown();
    }
  }

  @Test
  void refusesSettingsThatCannotWork() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RedisReplayStore("http://user:secret@host", InstantSource.system()))
        .withMessageNotContaining("secret")
        .withNoCause();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RedisReplayStore(
                    address(port),
                    RedisReplaySettings.defaults()
                        .withTimeout(Duration.ZERO)
                        .withClockMargin(Duration.ZERO),
                    InstantSource.system()));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new RedisReplayStore(
                    address(port),
                    RedisReplaySettings.defaults()
                        .withTimeout(TIMEOUT)
                        .withClockMargin(Duration.ofSeconds(-1)),
                    InstantSource.system()));
  }

  static String address(int port) {
    return "redis://127.0.0.1:" + port;
  }
}

package io.github.jerseymcp.rate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.distributed.ExpirationAfterWriteStrategy;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.redis.lettuce.Bucket4jLettuce;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testsupport.process.FreePort;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import redis.embedded.RedisServer;

@Tag("once")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisRateLimiterTest extends RateLimiterRules {

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-28T12:00:00Z"));
  private RedisServer redis;
  private RedisClient client;
  private StatefulRedisConnection<String, byte[]> connection;
  private RateLimiter limiter;
  private RedisServer stopped;
  private RedisClient broken;
  private RateLimiter unavailable;

  @BeforeAll
  void start() throws IOException {
    int port = FreePort.next();
    redis = server(port);
    client = RedisClient.create("redis://127.0.0.1:" + port);
    connection = client.connect(RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE));
    limiter = new Bucket4jRateLimiter(buckets(connection, time));
    int gone = FreePort.next();
    stopped = server(gone);
    broken = RedisClient.create("redis://127.0.0.1:" + gone);
    broken.setOptions(
        ClientOptions.builder()
            .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
            .build());
    unavailable =
        new Bucket4jRateLimiter(
            buckets(
                broken.connect(RedisCodec.of(StringCodec.ASCII, ByteArrayCodec.INSTANCE)), time));
    stopped.stop();
  }

  @AfterAll
  void stop() throws IOException {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    broken.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    redis.stop();
  }

  @Override
  protected RateLimiter limiter() {
    return limiter;
  }

  @Override
  protected void pass(Duration duration) {
    time.advance(duration);
  }

  @Override
  protected RateLimiter unavailableLimiter() {
    return unavailable;
  }

  @Test
  void sharesWhatWasTakenWithOtherNodesAndForgetsItInTime() {
    RateKey key = RateKey.of(RateKey.Kind.REQUESTS_OF_CALLER, "shared", "alice");
    Rate rate = new Rate(2, Duration.ofMinutes(1));
    RateLimiter other = new Bucket4jRateLimiter(buckets(connection, time));

    assertThat(limiter.tryTake(key, rate).isAllowed()).isTrue();
    assertThat(other.tryTake(key, rate).isAllowed()).isTrue();
    assertThat(limiter.tryTake(key, rate).isAllowed()).isFalse();
    assertThat(other.tryTake(key, rate).isAllowed()).isFalse();

    String name = "mcp:rate:" + key.name() + ":2:60000";
    assertThat(connection.sync().get(name)).isNotNull();
    assertThat(new String(connection.sync().get(name), US_ASCII)).doesNotContain("alice");
    assertThat(connection.sync().ttl(name)).isBetween(1L, 120L);
  }

  private static ProxyManager<String> buckets(
      StatefulRedisConnection<String, byte[]> connection, MutableTime time) {
    return Bucket4jLettuce.casBasedBuilder(connection)
        .requestTimeout(Duration.ofSeconds(1))
        .expirationAfterWrite(
            ExpirationAfterWriteStrategy.basedOnTimeForRefillingBucketUpToMax(
                Duration.ofMinutes(1)))
        .clientClock(new InjectedClock(time))
        .build();
  }

  private static RedisServer server(int port) throws IOException {
    RedisServer server =
        RedisServer.newRedisServer().port(port).bind("127.0.0.1").setting("save \"\"").build();
    server.start();
    return server;
  }
}

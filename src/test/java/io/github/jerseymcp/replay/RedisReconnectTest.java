package io.github.jerseymcp.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.testing.MutableTime;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A Redis that hangs up: when is it called again. */
class RedisReconnectTest {

  @Test
  void triesAgainThoughTheClockWasAheadWhenTheFirstAttemptFailedC03() throws Exception {
    MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
    Semaphore calls = new Semaphore(0);
    try (ServerSocket redis = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      hangUp(redis, calls);
      time.step(Duration.ofHours(18));
      String address = "redis://127.0.0.1:" + redis.getLocalPort();
      try (RedisReplayStore store =
          new RedisReplayStore(
              address,
              RedisReplaySettings.defaults()
                  .withTimeout(Duration.ofMillis(500))
                  .withClockMargin(Duration.ofMinutes(2)),
              time)) {
        assertThat(calls.tryAcquire(20, TimeUnit.SECONDS)).as("at the start").isTrue();
        calls.drainPermits();
        time.step(Duration.ofHours(-18));
        time.advance(Duration.ofSeconds(1));

        assertThatExceptionOfType(ReplayStoreUnavailableException.class)
            .isThrownBy(() -> store.claim("key", time.instant().plusSeconds(300)));

        assertThat(calls.tryAcquire(20, TimeUnit.SECONDS)).as("after the step").isTrue();
      }
    }
  }

  private static void hangUp(ServerSocket redis, Semaphore calls) {
    Thread thread =
        new Thread(
            () -> {
              try {
                while (true) {
                  redis.accept().close();
                  calls.release();
                }
              } catch (SocketException closed) {
                // The test is over.
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
  }
}

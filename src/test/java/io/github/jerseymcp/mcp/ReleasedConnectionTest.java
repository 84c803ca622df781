package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A connection is released only where the client has an event to come back with (L-06). */
class ReleasedConnectionTest {

  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.parse("2026-11-22T00:00:00Z"));

  private final MessageStream stream = new StreamLogs(StreamLimits.defaults(), CLOCK).stream(0);

  @Test
  void theFirstEventIsEnoughToComeBackWith() {
    stream.open(connection(), Optional.of(Duration.ofSeconds(1)));
    stream.releaseConnection();

    assertThat(stream.isConnected()).isFalse();
    assertThat(stream.resume(connection(), 0, Duration.ofMinutes(1))).isTrue();
  }

  @Test
  void withoutAnEventTheConnectionStaysUntilThereIsOne() {
    stream.open(connection(), Optional.empty());
    stream.releaseConnection();
    assertThat(stream.isConnected()).isTrue();

    stream.send("{}".getBytes(StandardCharsets.UTF_8));
    stream.releaseConnection();
    assertThat(stream.isConnected()).isFalse();
  }

  private static EventConnection connection() {
    return new EventConnection(1024, Runnable::run, CLOCK, new TokenLife("", "", Instant.MAX));
  }
}

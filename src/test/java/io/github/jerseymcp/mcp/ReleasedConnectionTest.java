package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.mcp.message.Reader;
import io.github.jerseymcp.mcp.stream.EventConnection;
import io.github.jerseymcp.mcp.stream.MessageStream;
import io.github.jerseymcp.mcp.stream.StreamLogs;
import io.github.jerseymcp.time.Ticker;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A connection is released only where the client has an event to come back with (L-06). */
class ReleasedConnectionTest {

  private static final Reader READER = new PlainCaller("reader").reader();

  private final MessageStream stream =
      new StreamLogs(StreamLimits.defaults(), Ticker.system())
          .stream(0, SessionShareTest.account("alice"));

  @Test
  void theFirstEventIsEnoughToComeBackWith() {
    stream.open(connection(), Optional.of(Duration.ofSeconds(1)));
    stream.releaseConnection();

    assertThat(stream.isConnected()).isFalse();
    assertThat(stream.resume(READER, connection(), 0, Duration.ofMinutes(1))).isTrue();
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
    return SessionShareTest.connection(1024);
  }
}

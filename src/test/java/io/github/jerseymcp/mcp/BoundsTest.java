package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.mcp.message.Reader;
import io.github.jerseymcp.mcp.session.Session;
import io.github.jerseymcp.mcp.stream.EventConnection;
import io.github.jerseymcp.mcp.stream.MessageStream;
import io.github.jerseymcp.mcp.stream.StreamLogs;
import io.github.jerseymcp.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is remembered of the past is bounded, and given back. */
class BoundsTest {

  private static final Reader READER = new PlainCaller("reader").reader();

  @Test
  void resumesOnlyWhatWasSentAndIsStillKept() {
    MessageStream stream = stream(1);
    stream.open(connection(), Optional.empty());
    for (int i = 0; i < 10; i++) {
      stream.send(new byte[200]);
    }

    assertThat(stream.resume(READER, connection(), 0, Duration.ofMinutes(1)))
        .as("no longer kept")
        .isFalse();
    assertThat(stream.resume(READER, connection(), 10, Duration.ofMinutes(1)))
        .as("never sent")
        .isFalse();
    assertThat(stream.resume(READER, connection(), 9, Duration.ofMinutes(1))).isTrue();
  }

  @Test
  void keepsTheLatestFinishedStreamsOfASessionAlone() {
    StreamLogs logs = new StreamLogs(StreamLimits.defaults(), Ticker.system());
    Session session = SessionShareTest.session(SessionShareTest.account("alice"), 0);
    for (long number = 0; number < 40; number++) {
      MessageStream stream = logs.stream(number, SessionShareTest.account("alice"));
      session.keep(number, stream);
      stream.send(new byte[200]);
      stream.complete();
    }

    assertThat(session.stream(0)).isEmpty();
    assertThat(session.stream(39)).isPresent();
    assertThat(logs.bytes()).isLessThan(20 * 400);
  }

  private static MessageStream stream(long number) {
    return new StreamLogs(StreamLimits.defaults().withBufferBytes(1000), Ticker.system())
        .stream(number, SessionShareTest.account("alice"));
  }

  private static EventConnection connection() {
    return SessionShareTest.connection(10_000);
  }
}

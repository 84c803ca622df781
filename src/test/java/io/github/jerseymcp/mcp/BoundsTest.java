package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.account.CallerKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What is remembered of the past is bounded, and given back. */
class BoundsTest {

  @Test
  void sharesOneBoundAmongAllLogs() {
    AtomicLong total = new AtomicLong();
    EventLog first = new EventLog(1000, 1500, total);
    EventLog second = new EventLog(1000, 1500, total);
    for (long sequence = 0; sequence < 20; sequence++) {
      first.add(Event.message("", sequence, new byte[200]));
      second.add(Event.message("", sequence, new byte[200]));
      assertThat(total).hasValueLessThanOrEqualTo(1500);
    }
    first.clear();
    first.clear();
    second.clear();

    assertThat(total).hasValue(0);
    assertThat(second.reaches(18)).isFalse();
    assertThat(second.reaches(19)).isTrue();
  }

  @Test
  void resumesOnlyWhatWasSentAndIsStillKept() {
    EventLog log = new EventLog(1000, 1500, new AtomicLong());
    MessageStream stream = new MessageStream(1, Optional.of(log), () -> Instant.EPOCH);
    stream.open(connection(), Optional.empty());
    for (int i = 0; i < 10; i++) {
      stream.send(new byte[200]);
    }

    assertThat(stream.resume(connection(), 0, Duration.ofMinutes(1)))
        .as("no longer kept")
        .isFalse();
    assertThat(stream.resume(connection(), 10, Duration.ofMinutes(1))).as("never sent").isFalse();
    assertThat(stream.resume(connection(), 9, Duration.ofMinutes(1))).isTrue();
  }

  @Test
  void keepsTheLatestFinishedStreamsOfASessionAlone() {
    StreamLogs logs = new StreamLogs(StreamLimits.defaults(), () -> Instant.EPOCH);
    Session session = SessionShareTest.session(new CallerKey("issuer", "alice", ""), Instant.EPOCH);
    for (long number = 0; number < 40; number++) {
      MessageStream stream = logs.stream(number);
      session.keep(number, stream);
      stream.send(new byte[200]);
      stream.complete();
    }

    assertThat(session.stream(0)).isEmpty();
    assertThat(session.stream(39)).isPresent();
    assertThat(logs.bytes()).isLessThan(20 * 400);
  }

  private static EventConnection connection() {
    return new EventConnection(
        10_000, Runnable::run, () -> Instant.EPOCH, new TokenLife("", "", Instant.MAX));
  }
}

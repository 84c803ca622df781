package io.github.jerseymcp.mcp.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.mcp.PlainCaller;
import io.github.jerseymcp.mcp.SessionShareTest;
import io.github.jerseymcp.mcp.message.Reader;
import io.github.jerseymcp.time.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a stream keeps for clients that come back, and what that may cost. */
class EventLogTest {

  private static final Reader READER = new PlainCaller("reader").reader();

  private final AtomicLong total = new AtomicLong();
  private final FinishedStreams finished = new FinishedStreams();
  private final Accounts accounts =
      new Accounts(CallerLimits.defaults().with(Holding.KEPT_BYTES, 5_000, 16_000));
  private final EventLog log = log("alice");

  @Test
  void forgetsTheOldestEventsFirst() {
    for (int i = 0; i < 20; i++) {
      log.add(event(i, 100));
    }

    assertThat(total.get()).isLessThanOrEqualTo(1_000);
    assertThat(log.reaches(18)).isTrue();
    assertThat(log.after(18)).hasSize(1);
    assertThat(log.reaches(0)).as("what is gone cannot be replayed").isFalse();
  }

  @Test
  void keepsTheNewestEventWhateverItsSize() {
    log.add(event(0, 10));
    log.add(event(1, 3_000));

    assertThat(log.after(0)).hasSize(1);
    assertThat(log.reaches(0)).isTrue();
  }

  @Test
  void keepsNothingBeyondTheShareOfItsCaller() {
    EventLog other = log("alice");
    other.add(event(0, 4_000));
    log.add(event(0, 10));
    log.add(event(1, 3_000));

    assertThat(log.reaches(0)).isFalse();
    assertThat(total.get()).isLessThanOrEqualTo(5_000);
    log.clear();
    other.clear();
    assertThat(total.get()).isZero();
  }

  @Test
  void finishedStreamsOfTheCallerMakeRoomFirstL10() {
    MessageStream old = finishedStream("alice", 4_000);
    MessageStream ofBob = finishedStream("bob", 4_000);
    log.add(event(0, 3_000));

    assertThat(log.reaches(-1)).as("the new event is kept").isTrue();
    assertThat(old.resume(READER, connection(), 0, Duration.ofMinutes(1))).isFalse();
    assertThat(ofBob.resume(READER, connection(), 0, Duration.ofMinutes(1))).isTrue();
  }

  @Test
  void finishedStreamsOfTheLargestHolderMakeRoomForOthersL10() {
    MessageStream ofBob = finishedStream("bob", 4_800);
    MessageStream ofCarol = finishedStream("carol", 4_000);
    finishedStream("dave", 3_000);
    log.add(event(0, 3_000));

    assertThat(log.reaches(-1)).isTrue();
    assertThat(ofBob.resume(READER, connection(), 0, Duration.ofMinutes(1))).isFalse();
    assertThat(ofCarol.resume(READER, connection(), 0, Duration.ofMinutes(1))).isTrue();
    assertThat(accounts.heldByAll(Holding.KEPT_BYTES)).isLessThanOrEqualTo(12_000);
  }

  private MessageStream finishedStream(String subject, int bytes) {
    MessageStream stream = new MessageStream(1, Optional.of(log(subject)), Ticker.system());
    stream.open(connection(), Optional.empty());
    stream.send(new byte[1]);
    stream.send("x".repeat(bytes).getBytes(UTF_8));
    stream.complete();
    return stream;
  }

  private EventLog log(String subject) {
    CallerKey caller = new CallerKey("https://issuer.example", subject, "app");
    return new EventLog(1_000, new CallerAccount(accounts, caller), finished, total);
  }

  private static EventConnection connection() {
    return SessionShareTest.connection(10_000);
  }

  private static Event event(long sequence, int bytes) {
    return Event.message("", sequence, "x".repeat(bytes).getBytes(UTF_8));
  }
}

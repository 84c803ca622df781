package io.github.jerseymcp.mcp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What a stream keeps for clients that come back, and what that may cost. */
class EventLogTest {

  private final AtomicLong total = new AtomicLong();
  private final EventLog log = new EventLog(1_000, 5_000, total);

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
  void keepsNothingBeyondTheBoundOfAllLogs() {
    EventLog other = new EventLog(1_000, 5_000, total);
    other.add(event(0, 4_000));
    log.add(event(0, 10));
    log.add(event(1, 3_000));

    assertThat(log.reaches(0)).isFalse();
    assertThat(total.get()).isLessThanOrEqualTo(5_000);
    log.clear();
    other.clear();
    assertThat(total.get()).isZero();
  }

  private static Event event(long sequence, int bytes) {
    return Event.message("", sequence, "x".repeat(bytes).getBytes(UTF_8));
  }
}

package io.github.jerseymcp.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.MutableTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Listeners are told in turn, and what they throw changes nothing. */
class SecurityEventsTest {

  private static final Path LOG = Path.of("target", "tests.log");
  private static final SecurityEvent EVENT = new StoreAvailable("Store");

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  private final List<SecurityEvent> heard = new ArrayList<>();
  private long start;

  @BeforeEach
  void listen() throws IOException {
    // The first logger empties the file.
    LoggerFactory.getLogger(SecurityEventsTest.class);
    start = Files.size(LOG);
  }

  @Test
  void isHeardWhereThereIsAListener() {
    assertThat(SecurityEvents.unheard().isHeard()).isFalse();
    assertThat(new SecurityEvents(List.of(heard::add), time).isHeard()).isTrue();
  }

  @Test
  void tellsTheOthersWhateverOneThrows() {
    SecurityEvents events =
        new SecurityEvents(
            List.of(
                event -> {
                  throw new IllegalStateException("secret");
                },
                event -> {
                  throw new StackOverflowError("secret");
                },
                heard::add),
            time);

    events.tell(EVENT);

    assertThat(heard).containsExactly(EVENT);
  }

  @Test
  void complainsOnceAMinuteAndNotInTheWordsOfTheListener() throws IOException {
    SecurityEvents events =
        new SecurityEvents(
            List.of(
                event -> {
                  throw new AssertionError("secret of " + event);
                }),
            time);

    for (int i = 0; i < 5; i++) {
      events.tell(EVENT);
    }
    assertThat(log()).containsOnlyOnce("failed with java.lang.AssertionError");
    time.advance(Duration.ofSeconds(61));
    events.tell(EVENT);

    assertThat(log().split("failed with java.lang.AssertionError", -1)).hasSize(3);
    assertThat(log()).doesNotContain("secret of");
  }

  private String log() throws IOException {
    byte[] all = Files.readAllBytes(LOG);
    return new String(all, (int) start, all.length - (int) start, UTF_8);
  }
}

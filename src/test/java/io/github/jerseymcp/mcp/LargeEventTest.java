package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.mcp.message.TokenLife;
import io.github.jerseymcp.mcp.stream.Event;
import io.github.jerseymcp.mcp.stream.EventConnection;
import io.github.jerseymcp.revocation.RevocableToken;
import io.github.jerseymcp.time.Ticker;
import io.github.jerseymcp.token.TokenWatch;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A large answer must not be lost for coming right after a small event. */
class LargeEventTest {

  private static final TokenWatch UNWATCHED =
      new TokenWatch(InstantSource.system(), Duration.ZERO, Optional.empty());

  private static final int LIMIT = 100;

  private final AtomicBoolean lost = new AtomicBoolean();
  private final EventConnection connection =
      new EventConnection(
          LIMIT,
          writing -> writing.write(() -> {}),
          Ticker.system(),
          new TokenLife(RevocableToken.none(), Instant.MAX, UNWATCHED),
          SessionShareTest.account("alice").open(Holding.ANSWER_BYTES));

  LargeEventTest() {
    connection.whenLost(() -> lost.set(true));
  }

  @Test
  void anEventBeyondTheLimitWaitsBehindASmallOne() {
    connection.offer(Event.of(new byte[1]));
    connection.offer(Event.of(new byte[5 * LIMIT]));
    assertThat(lost).isFalse();

    connection.offer(Event.of(new byte[1]));
    assertThat(lost).isTrue();
  }

  @Test
  void smallEventsAreBoundedTogether() {
    for (int i = 0; i < LIMIT; i++) {
      connection.offer(Event.of(new byte[1]));
    }
    assertThat(lost).isFalse();

    connection.offer(Event.of(new byte[1]));
    assertThat(lost).isTrue();
  }
}

package io.github.jerseymcp.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.client.token.TokenSet;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.time.Clocks;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is kept of an exchange. */
class OutcomeTest {

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));

  @Test
  void keepsOfAnAnswerWhatIsCountedAndSentAlone() throws Exception {
    TokenSet given =
        new TokenSet(
            "exchanged",
            Optional.of(time.instant().plusSeconds(600)),
            Optional.of("refresh".repeat(8_000)),
            Set.of("scope".repeat(8_000)),
            Set.of(),
            Optional.empty(),
            false);

    TokenSet kept =
        Outcome.of(given, time.instant().plusSeconds(600), Duration.ofMinutes(5), Clocks.of(time))
            .tokens();
    assertThat(kept.accessToken()).isEqualTo("exchanged");
    assertThat(kept.refreshToken()).isEmpty();
    assertThat(kept.scopes()).isEmpty();
  }

  @Test
  void countsNoMomentWhereTheClockWasSetByCenturiesMeanwhile() {
    TokenSet given =
        new TokenSet(
            "exchanged",
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Set.of(),
            Optional.empty(),
            false);
    Clocks clocks = Clocks.of(time);

    for (Instant end : new Instant[] {Instant.EPOCH, Instant.MIN, time.instant()}) {
      assertThat(Outcome.of(given, end, Duration.ofMinutes(5), clocks).counts(clocks)).isFalse();
    }
    assertThat(Outcome.of(given, Instant.MAX, Duration.ofMinutes(5), clocks).counts(clocks))
        .isTrue();
  }
}

package io.github.jerseymcp.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.MutableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The in-memory store beside the simplest thing that is right. */
class InMemoryReplayModelTest {

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-01T12:00:00Z"));

  /** A map that forgets at the instant, and refuses when so many live. */
  private final class Model {

    private final Map<String, Instant> entries = new HashMap<>();
    private final int maximum;

    Model(int maximum) {
      this.maximum = maximum;
    }

    String claim(String key, Instant expiresAt) {
      Instant now = time.instant();
      if (!expiresAt.isAfter(now) || entries.getOrDefault(key, now).isAfter(now)) {
        return "refused";
      }
      if (live() == maximum) {
        return "unavailable";
      }
      entries.put(key, expiresAt);
      return "granted";
    }

    int live() {
      entries.values().removeIf(expiresAt -> !expiresAt.isAfter(time.instant()));
      return entries.size();
    }
  }

  @ParameterizedTest(name = "DP-13 seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void answersAsTheModelDoes(long seed) {
    Random random = new Random(seed);
    int maximum = 1 + random.nextInt(3000);
    // With many keys the store is often full, with few it sees the same ones again.
    int keys = seed % 2 == 0 ? 1 + random.nextInt(2 * maximum) : 10 * maximum;
    int longest = 1 + random.nextInt(60_000);
    int longestStep = 1 + random.nextInt(40);
    Model model = new Model(maximum);
    InMemoryReplayStore store = new InMemoryReplayStore(maximum, time);
    for (int i = 0; i < 12_000; i++) {
      if (random.nextInt(2000) == 0) {
        // Everything expires at once.
        time.advance(Duration.ofMillis(longest));
      }
      time.advance(Duration.ofMillis(random.nextInt(longestStep)));
      String key = "key-" + random.nextInt(keys);
      Instant expiresAt = time.instant().plusMillis(random.nextInt(longest) - 1);

      assertThat(claim(store, key, expiresAt))
          .as("claim %d", i)
          .isEqualTo(model.claim(key, expiresAt));
      if (i % 500 == 0) {
        // What expired may still be there.
        assertThat(store.size()).as("after claim %d", i).isGreaterThanOrEqualTo(model.live());
      }
    }
    assertThat(store.size()).isLessThanOrEqualTo(maximum);
  }

  @Test
  void refusesWhatItMayHaveForgottenWhenTheClockGoesBack() {
    InMemoryReplayStore store = new InMemoryReplayStore(time);
    Instant expiresAt = time.instant().plusSeconds(60);
    store.claim("key", expiresAt);
    time.advance(Duration.ofSeconds(61));
    for (int i = 0; store.size() > i; i++) {
      store.claim("other-" + i, time.instant().plusSeconds(60));
    }
    time.advance(Duration.ofSeconds(-2));

    assertThat(claim(store, "key", expiresAt)).isEqualTo("unavailable");
    assertThat(store.claim("key", expiresAt.plusMillis(1))).isTrue();
  }

  @Test
  void forgetsNothingWhileItGrows() {
    InMemoryReplayStore store = new InMemoryReplayStore(300_000, time);
    Instant expiresAt = time.instant().plusSeconds(60);
    for (int i = 0; i < 300_000; i++) {
      assertThat(store.claim("key-" + i, expiresAt)).isTrue();
    }
    for (int i = 0; i < 300_000; i++) {
      assertThat(store.claim("key-" + i, expiresAt)).isFalse();
    }
    assertThat(claim(store, "one more", expiresAt)).isEqualTo("unavailable");
    assertThat(store.size()).isEqualTo(300_000);
  }

  private static String claim(ReplayStore store, String key, Instant expiresAt) {
    try {
      return store.claim(key, expiresAt) ? "granted" : "refused";
    } catch (ReplayStoreUnavailableException e) {
      return "unavailable";
    }
  }
}

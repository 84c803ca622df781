package io.github.jerseymcp.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.jerseymcp.testing.MutableTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InMemoryReplayStoreTest extends ReplayStoreRules {

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-01T12:00:00Z"));
  private final InMemoryReplayStore store = new InMemoryReplayStore(time);

  @Override
  protected ReplayStore store() {
    return store;
  }

  @Override
  protected Instant now() {
    return time.instant();
  }

  @Override
  protected void pass(Duration duration) {
    time.advance(duration);
  }

  @Override
  protected ReplayStore unavailableStore() {
    InMemoryReplayStore full = new InMemoryReplayStore(1, time);
    full.claim("only", now().plusSeconds(60));
    return full;
  }

  @Test
  void refusesWhenFullAndRecoversWhenEntriesExpire() {
    InMemoryReplayStore small = new InMemoryReplayStore(1000, time);
    for (int i = 0; i < 1000; i++) {
      assertThat(small.claim("key-" + i, now().plusSeconds(i < 10 ? 1 : 300))).isTrue();
    }
    assertThatExceptionOfType(ReplayStoreUnavailableException.class)
        .as("DP-13")
        .isThrownBy(() -> small.claim("one more", now().plusSeconds(60)));

    time.advance(Duration.ofSeconds(1));

    for (int i = 0; i < 10; i++) {
      assertThat(small.claim("later-" + i, now().plusSeconds(60))).isTrue();
    }
    assertThatExceptionOfType(ReplayStoreUnavailableException.class)
        .isThrownBy(() -> small.claim("two more", now().plusSeconds(60)));
    assertThat(small.claim("key-999", now().minusSeconds(1))).isFalse();
  }

  @Test
  void isNearlyFullWhenNineOfTenEntriesLive() {
    InMemoryReplayStore small = new InMemoryReplayStore(10_000, time);
    for (int i = 0; i < 8_900; i++) {
      small.claim("short " + i, now().plusSeconds(i < 2_000 ? 1 : 300));
    }
    assertThat(small.state()).isEqualTo(ReplayStore.State.READY);
    for (int i = 0; i < 300; i++) {
      small.claim("more " + i, now().plusSeconds(300));
    }
    assertThat(small.state()).isEqualTo(ReplayStore.State.NEARLY_FULL);

    // What has expired keeps its place until somebody needs it, and is no reason to worry.
    time.advance(Duration.ofSeconds(1));
    assertThat(small.size()).isGreaterThan(9_000);
    assertThat(small.state()).isEqualTo(ReplayStore.State.READY);
  }

  @Test
  void staysBoundedUnderSteadyLoad() {
    for (int i = 0; i < 100_000; i++) {
      assertThat(store.claim("key-" + i, now().plusSeconds(10))).isTrue();
      time.advance(Duration.ofMillis(5));
    }

    // 200 claims a second that live for 10 seconds, and expired ones whose place nobody needed.
    assertThat(store.size()).as("DP-13").isBetween(2_000, 5_000);
  }

  @Test
  void keepsTheLaterEntryWhenTheEarlierOneOfItsKeyIsRemoved() {
    for (int i = 0; i < 200; i++) {
      store.claim("filler-" + i, now().plusSeconds(1));
    }
    store.claim("key", now().plusSeconds(2));
    time.advance(Duration.ofSeconds(2));
    assertThat(store.claim("key", now().plusSeconds(60))).isTrue();

    for (int i = 0; i < 200; i++) {
      store.claim("other-" + i, now().plusSeconds(1));
    }

    assertThat(store.claim("key", now().plusSeconds(60))).isFalse();
  }

  @Test
  void keepsWhatExpiresLaterThanCanBeTold() {
    Instant beyond = Instant.ofEpochMilli(HashEntries.LATEST + 1);

    assertThat(store.claim("key", beyond)).isTrue();
    assertThat(store.claim("key", beyond)).isFalse();
    assertThat(store.claim("key", Instant.ofEpochMilli(Long.MAX_VALUE))).isFalse();
  }

  @Test
  void grantsNothingBeforeTheEpoch() {
    MutableTime early = new MutableTime(Instant.ofEpochMilli(-5));
    InMemoryReplayStore old = new InMemoryReplayStore(early);

    assertThat(old.claim("key", Instant.ofEpochMilli(-1))).isFalse();
    assertThat(old.claim("key", Instant.ofEpochMilli(1))).isTrue();
    assertThat(old.claim("key", Instant.ofEpochMilli(1))).isFalse();
  }

  @Test
  void refusesWhatExpiresThisVeryInstant() {
    assertThat(store.claim("key", now())).isFalse();
    assertThat(store.claim("key", now().plusMillis(1))).isTrue();
  }

  @Test
  void grantsFreshProofsAfterTheClockWasAheadAndSetBackC05() {
    time.step(Duration.ofHours(6));
    claimMany("while ahead ", 2_000);
    time.advance(Duration.ofMinutes(6));
    claimMany("a little later ", 2_000);

    time.step(Duration.ofHours(-6));

    claimMany("fresh ", 2_000);
    assertThat(store.claim("fresh 7", now().plusSeconds(300))).isFalse();
  }

  @Test
  void neverGrantsAUsedProofWhateverTheClockDidC05() {
    Instant expiresAt = now().plusSeconds(300);
    for (int i = 0; i < 2_000; i++) {
      store.claim("used " + i, expiresAt);
    }
    time.step(Duration.ofHours(6));
    claimMany("while ahead ", 8_000);
    time.step(Duration.ofHours(-6));

    int unknown = 0;
    for (int i = 0; i < 2_000; i++) {
      try {
        assertThat(store.claim("used " + i, expiresAt)).isFalse();
      } catch (ReplayStoreUnavailableException e) {
        unknown++;
      }
    }
    assertThat(unknown).as("cannot be told").isPositive();
    time.advance(Duration.ofMinutes(10));
    claimMany("recovered ", 1_000);
  }

  private void claimMany(String prefix, int count) {
    for (int i = 0; i < count; i++) {
      assertThat(store.claim(prefix + i, now().plusSeconds(300))).isTrue();
    }
  }

  @Test
  void refusesBoundOutOfRangeAndKeyThatIsTooLong() {
    assertThatIllegalArgumentException().isThrownBy(() -> new InMemoryReplayStore(0, time));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> store.claim("k".repeat(65), now().plusSeconds(1)));
  }
}

package io.github.jerseymcp.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What hashes do that no secret would let anybody choose. */
class HashEntriesTest {

  private static final long NOW = 1_000_000;
  private static final long LATER = NOW + 1;

  /** So many find a place in the same two buckets: the first and the last of a table. */
  private static final int SAME = 16;

  private static final long FIRST_AND_LAST = 0xffff_ffffL;

  private final Room room = new Room(1_000);
  private final ProofTable table = new ProofTable(room);

  @Test
  void refusesWhatFindsNoPlaceInTheLargestTableAndForgetsNothing() {
    for (long low = 0; low < SAME; low++) {
      assertThat(claim(FIRST_AND_LAST, low << 44, LATER, NOW))
          .isEqualTo(ProofTable.Outcome.GRANTED);
    }
    assertThat(claim(FIRST_AND_LAST, 99L << 44, LATER, NOW)).isEqualTo(ProofTable.Outcome.FULL);

    for (long low = 0; low < SAME; low++) {
      assertThat(claim(FIRST_AND_LAST, low << 44, LATER, NOW)).isEqualTo(ProofTable.Outcome.TAKEN);
    }
    assertThat(room.taken()).isEqualTo(SAME);
    assertThat(claim(FIRST_AND_LAST, 99L << 44, LATER + 1, LATER))
        .isEqualTo(ProofTable.Outcome.GRANTED);
    assertThat(room.taken()).as("the place of one that has expired").isEqualTo(SAME);
  }

  @Test
  void tellsHashesApartByEitherHalf() {
    assertThat(claim(1L << 63, 0, LATER, NOW)).isEqualTo(ProofTable.Outcome.GRANTED);
    assertThat(claim(1, 0, LATER, NOW)).isEqualTo(ProofTable.Outcome.GRANTED);
    assertThat(claim(0, 0, LATER, NOW)).isEqualTo(ProofTable.Outcome.GRANTED);
    assertThat(claim(0, 1L << 44, LATER, NOW)).isEqualTo(ProofTable.Outcome.GRANTED);
    assertThat(claim(0, 1L << 63, LATER, NOW)).isEqualTo(ProofTable.Outcome.GRANTED);
    assertThat(claim(0, 0, LATER, NOW)).isEqualTo(ProofTable.Outcome.TAKEN);
  }

  @Test
  void keepsTheLatestExpiryThatCanBeToldApartFromTheHash() {
    assertThat(claim(-1, -1, HashEntries.LATEST, NOW)).isEqualTo(ProofTable.Outcome.GRANTED);

    assertThat(claim(-1, -1, HashEntries.LATEST, HashEntries.LATEST - 1))
        .isEqualTo(ProofTable.Outcome.TAKEN);
    assertThat(claim(-1, 0, HashEntries.LATEST, NOW)).isEqualTo(ProofTable.Outcome.GRANTED);
  }

  @Test
  void removesWhatHasExpiredAndKnowsUntilWhenItMayHaveForgotten() {
    Random random = new Random(1);
    for (int i = 1; i <= 1_000; i++) {
      assertThat(claim(random.nextLong(), random.nextLong(), NOW + i, NOW))
          .isEqualTo(ProofTable.Outcome.GRANTED);
    }
    assertThat(table.removeExpired(NOW)).isZero();

    assertThat(table.removeExpired(NOW + 300)).isEqualTo(300);
    assertThat(table.removeExpired(NOW + 300)).isZero();
    assertThat(room.taken()).isEqualTo(700);
    assertThat(claim(5, 5, NOW + 300, NOW)).as("forgotten").isEqualTo(ProofTable.Outcome.TAKEN);
    assertThat(claim(5, 5, NOW + 301, NOW)).isEqualTo(ProofTable.Outcome.GRANTED);
  }

  private ProofTable.Outcome claim(long high, long low, long expiresAt, long now) {
    return table.claim(high, low, expiresAt, now);
  }
}

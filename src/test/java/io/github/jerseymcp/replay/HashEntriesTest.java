package io.github.jerseymcp.replay;

import static io.github.jerseymcp.replay.ProofTable.Outcome.FORGOTTEN;
import static io.github.jerseymcp.replay.ProofTable.Outcome.FULL;
import static io.github.jerseymcp.replay.ProofTable.Outcome.GRANTED;
import static io.github.jerseymcp.replay.ProofTable.Outcome.TAKEN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One table, with hashes that no secret would let anybody choose. */
class HashEntriesTest {

  private static final long NOW = 1_000_000;
  private static final long LATER = NOW + 1;

  /** So many find a place in the same two buckets: the first and the last of a table. */
  private static final int SAME = 16;

  private static final long FIRST_AND_LAST = 0xffff_ffffL;

  private final Capacity capacity = new Capacity(1_000);
  private final ProofTable table = new ProofTable(capacity);

  @ParameterizedTest
  @ValueSource(longs = {LATER, HashEntries.LATEST})
  void refusesWhatFindsNoPlaceInTheLargestTableAndForgetsNothing(long expiresAt) {
    for (long low = 0; low < SAME; low++) {
      assertThat(claim(FIRST_AND_LAST, low << 44, expiresAt, NOW)).isEqualTo(GRANTED);
    }
    assertThat(claim(FIRST_AND_LAST, 99L << 44, expiresAt, NOW)).isEqualTo(FULL);

    assertThat(claim(1L << 62 | 1L << 30, 0, LATER, NOW)).as("elsewhere").isEqualTo(GRANTED);
    assertThat(table.removeExpired(NOW)).isZero();
    for (long low = 0; low < SAME; low++) {
      assertThat(claim(FIRST_AND_LAST, low << 44, expiresAt, NOW)).isEqualTo(TAKEN);
    }
    assertThat(table.removeExpired(LATER)).isEqualTo(expiresAt == LATER ? SAME + 1 : 1);
    assertThat(capacity.taken()).isEqualTo(expiresAt == LATER ? 0 : SAME);
  }

  @Test
  void givesThePlaceOfOneThatHasExpiredToTheNext() {
    for (long low = 0; low < SAME; low++) {
      claim(FIRST_AND_LAST, low << 44, LATER, NOW);
    }
    assertThat(claim(FIRST_AND_LAST, 99L << 44, LATER + 1, LATER)).isEqualTo(GRANTED);
    assertThat(capacity.taken()).isEqualTo(SAME);
  }

  @Test
  void doesNotGrowForClaimsThatAreRefusedAnyway() {
    ProofTable small = new ProofTable(new Capacity(8));
    for (long low = 0; low < 8; low++) {
      assertThat(small.claim(FIRST_AND_LAST, low << 44, LATER, NOW)).isEqualTo(GRANTED);
    }
    assertThat(small.claim(FIRST_AND_LAST, 99L << 44, LATER, NOW)).isEqualTo(FULL);
    assertThat(small.slots()).isEqualTo(8);
  }

  @Test
  void tellsHashesApartByEitherHalf() {
    assertThat(claim(1L << 63, 0, LATER, NOW)).isEqualTo(GRANTED);
    assertThat(claim(1, 0, LATER, NOW)).isEqualTo(GRANTED);
    assertThat(claim(0, 0, LATER, NOW)).isEqualTo(GRANTED);
    assertThat(claim(0, 1L << 44, LATER, NOW)).isEqualTo(GRANTED);
    assertThat(claim(0, 1L << 63, LATER, NOW)).isEqualTo(GRANTED);
    assertThat(claim(0, 0, LATER, NOW)).isEqualTo(TAKEN);
  }

  @Test
  void keepsTheLatestExpiryThatCanBeToldApartFromTheHash() {
    assertThat(claim(-1, -1, HashEntries.LATEST, NOW)).isEqualTo(GRANTED);

    assertThat(claim(-1, -1, HashEntries.LATEST, HashEntries.LATEST - 1)).isEqualTo(TAKEN);
    assertThat(claim(-1, 0, HashEntries.LATEST, NOW)).isEqualTo(GRANTED);
  }

  @Test
  void removesWhatHasExpiredAndKnowsUntilWhenItMayHaveForgotten() {
    fill(1_000, NOW);
    assertThat(table.removeExpired(NOW)).isZero();

    assertThat(table.removeExpired(NOW + 300)).isEqualTo(300);
    assertThat(table.removeExpired(NOW + 300)).isZero();
    assertThat(capacity.taken()).isEqualTo(700);
    assertThat(claim(5, 5, NOW + 300, NOW)).isEqualTo(FORGOTTEN);
    assertThat(claim(5, 5, NOW + 301, NOW)).isEqualTo(GRANTED);
  }

  @Test
  void knowsAfterGrowthUntilWhenItMayHaveForgotten() {
    claim(5, 5, LATER, NOW);
    assertThat(table.removeExpired(LATER)).isEqualTo(1);
    fill(500, NOW + 1);

    assertThat(table.slots()).isGreaterThan(500);
    assertThat(claim(5, 5, LATER, NOW)).as("by a thread that is behind").isEqualTo(FORGOTTEN);
  }

  @Test
  void knowsAfterOverwritingUntilWhenItMayHaveForgotten() {
    claim(1, 0, NOW + 1, NOW);
    claim(2, 0, NOW + 2, NOW);
    assertThat(claim(3, 0, NOW + 9, NOW + 2)).isEqualTo(GRANTED);
    assertThat(claim(4, 0, NOW + 9, NOW + 2)).isEqualTo(GRANTED);
    assertThat(capacity.taken()).as("both were overwritten").isEqualTo(2);

    assertThat(claim(1, 0, NOW + 1, NOW)).isEqualTo(FORGOTTEN);
    assertThat(claim(2, 0, NOW + 2, NOW)).isEqualTo(FORGOTTEN);
  }

  @RepeatedTest(20)
  void countsWhatIsThereWhileOneThreadClaimsAndAnotherOneRemoves() throws Exception {
    FutureTask<Void> removal =
        new FutureTask<>(
            () -> {
              for (int i = 0; i < 3_000; i++) {
                table.removeExpired(NOW + i);
              }
              return null;
            });
    new Thread(removal, "removal").start();
    Random random = new Random(1);
    for (int i = 0; i < 3_000; i++) {
      claim(random.nextLong(), random.nextLong(), NOW + i + 1 + random.nextInt(20), NOW + i);
    }
    removal.get();

    table.removeExpired(NOW + 4_000);
    assertThat(capacity.taken()).isZero();
  }

  private void fill(int count, long after) {
    Random random = new Random(1);
    for (int i = 1; i <= count; i++) {
      assertThat(claim(random.nextLong(), random.nextLong(), after + i, NOW)).isEqualTo(GRANTED);
    }
  }

  private ProofTable.Outcome claim(long high, long low, long expiresAt, long now) {
    return table.claim(high, low, expiresAt, now);
  }
}

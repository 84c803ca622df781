package io.github.jerseymcp.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ForgottenTest {

  private static final long HOUR = 3_600_000;

  private final Forgotten forgotten = new Forgotten();

  @Test
  void knowsNothingAtFirst() {
    assertThat(forgotten.mayHaveKnown(0)).isFalse();
    assertThat(forgotten.mayHaveKnown(HOUR)).isFalse();
  }

  @Test
  void leavesOutWhatLiesBetweenTwoStretches() {
    forgotten.add(10 * HOUR);
    forgotten.add(16 * HOUR);
    forgotten.add(10 * HOUR + 1000);

    assertThat(forgotten.mayHaveKnown(10 * HOUR + 500)).isTrue();
    assertThat(forgotten.mayHaveKnown(12 * HOUR)).isFalse();
    assertThat(forgotten.mayHaveKnown(16 * HOUR)).isTrue();
  }

  @Test
  void neverDeniesWhatWasThereC05() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      Forgotten any = new Forgotten();
      List<Long> added = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        long expiry = random.nextLong(30 * HOUR);
        any.add(expiry);
        added.add(expiry);
      }
      assertThat(added).allMatch(any::mayHaveKnown);
    }
  }
}

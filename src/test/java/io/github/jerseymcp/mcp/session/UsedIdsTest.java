package io.github.jerseymcp.mcp.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** No id twice in a session, within what is remembered. */
class UsedIdsTest {

  private final UsedIds ids = new UsedIds();

  @Test
  void takesEachIdOnce() {
    for (long i = 0; i < 10_000; i++) {
      assertThat(ids.use(i)).isTrue();
      assertThat(ids.use(i)).isFalse();
      assertThat(ids.use("id " + i)).isTrue();
    }
  }

  @Test
  void remembersTheLatest256() {
    for (long i = 0; i < 1_000; i++) {
      ids.use(i);
    }
    for (long i = 744; i < 1_000; i++) {
      assertThat(ids.use(i)).isFalse();
    }
    assertThat(ids.use(743L)).as("long ago").isTrue();
  }

  @Test
  void tellsNumbersApartWhateverTheirSizeM08() {
    assertThat(ids.use(-1L)).isTrue();
    assertThat(ids.use(Long.MAX_VALUE)).isTrue();
    assertThat(ids.use(Long.MIN_VALUE)).isTrue();
    assertThat(ids.use(0L)).isTrue();
    assertThat(ids.use(-1L)).isFalse();
  }

  @Test
  void letsAnIdBeUsedAgainWhoseRequestWasPutOffL13() {
    for (long i = 0; i < 1_000; i++) {
      assertThat(ids.use(i)).isTrue();
      ids.forget(i);
      assertThat(ids.use(i)).isTrue();
      assertThat(ids.use("id " + i)).isTrue();
      ids.forget("id " + i);
      assertThat(ids.use("id " + i)).isTrue();
      assertThat(ids.use(i)).isFalse();
    }
  }

  @Test
  void tellsTextsFromNumbers() {
    assertThat(ids.use(1L)).isTrue();
    assertThat(ids.use("1")).isTrue();
    assertThat(ids.use("1")).isFalse();
  }
}

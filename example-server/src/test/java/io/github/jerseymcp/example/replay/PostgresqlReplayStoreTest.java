package io.github.jerseymcp.example.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.replay.ReplayStoreUnavailableException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** With H2, which the library's store knows as well. */
@Tag("once")
final class PostgresqlReplayStoreTest {

  private final Instant later = Instant.now().plusSeconds(300);

  @Test
  void itsTableIsMadeWhenTheDatabaseComesUp() throws Exception {
    String database = "jdbc:h2:mem:replay-" + UUID.randomUUID();
    String ifItIsThere = database + ";IFEXISTS=TRUE";
    try (PostgresqlReplayStore store =
        PostgresqlReplayStore.open(ifItIsThere, InstantSource.system())) {
      assertThatThrownBy(() -> store.claim("proof", later))
          .isInstanceOf(ReplayStoreUnavailableException.class);

      try (Connection keptOpen = DriverManager.getConnection(database)) {
        assertThat(keptOpen.isValid(1)).isTrue();
        assertThat(store.claim("proof", later)).isTrue();
        assertThat(store.claim("proof", later)).isFalse();
      }
    }
  }

  @Test
  void anAddressThatIsNoneIsNotRepeated() {
    assertThatThrownBy(
            () -> PostgresqlReplayStore.open("jdbc:nonsense:secret", InstantSource.system()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContaining("secret")
        .hasNoCause();
  }
}

package io.github.jerseymcp.replay;

import static io.github.jerseymcp.replay.ProofTable.Outcome.FULL;
import static io.github.jerseymcp.replay.ProofTable.Outcome.GRANTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A store at its bound. */
class ProofTablesTest {

  private static final long NOW = 1_000_000;

  /** The largest with 64 tables, all of which are searched. */
  private static final int BOUND = 131_072;

  @Test
  void findsTheOneThatHasExpiredInTheFarthestTable() {
    ProofTables tables = new ProofTables(BOUND);
    Random random = new Random(1);
    assertThat(tables.claim(random.nextLong(), 63, NOW + 1, NOW)).isEqualTo(GRANTED);
    for (int i = 1; i < BOUND; i++) {
      long low = random.nextLong() << 6 | i % 63;
      assertThat(tables.claim(random.nextLong(), low, NOW + 2, NOW)).isEqualTo(GRANTED);
    }
    assertThat(tables.claim(7, 0, NOW + 2, NOW)).isEqualTo(FULL);
    assertThat(tables.makeRoom(0, NOW)).isFalse();

    assertThat(tables.claim(7, 0, NOW + 2, NOW + 1)).isEqualTo(FULL);
    assertThat(tables.makeRoom(0, NOW + 1)).isTrue();
    assertThat(tables.claim(7, 0, NOW + 2, NOW + 1)).isEqualTo(GRANTED);
    assertThat(tables.claim(8, 0, NOW + 2, NOW + 1)).isEqualTo(FULL);
    assertThat(tables.makeRoom(0, NOW + 1)).isFalse();
  }

  @Test
  void seesTheRoomThatAnotherThreadMade() {
    ProofTables tables = new ProofTables(1);
    tables.claim(1, 0, NOW + 1, NOW);
    assertThat(tables.makeRoom(0, NOW + 1)).isTrue();

    assertThat(tables.makeRoom(0, NOW + 1)).as("nothing has expired, and there is room").isTrue();
  }

  /**
   * Threads go on by the clock each for itself, so that they always differ about what is expired.
   */
  @Test
  void countsWhatIsThereWhileThreadsClaimAndRemove() throws Exception {
    int bound = 200;
    ProofTables tables = new ProofTables(bound);
    AtomicInteger granted = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> runs = new ArrayList<>();
    for (int seed = 0; seed < 4; seed++) {
      Random random = new Random(seed);
      runs.add(
          threads.submit(
              () -> {
                for (int i = 0; i < 100_000; i++) {
                  long low = random.nextLong();
                  long now = NOW + i / 10;
                  if (tables.claim(random.nextLong(), low, now + random.nextInt(20) + 1, now)
                      == GRANTED) {
                    granted.incrementAndGet();
                  } else {
                    tables.makeRoom(low, now);
                  }
                }
              }));
    }
    for (Future<?> run : runs) {
      run.get();
    }
    threads.shutdown();

    assertThat(granted).hasValueGreaterThan(bound);
    assertThat(tables.size()).isBetween(1, bound);
    for (long low = 0; low < 16; low++) {
      tables.makeRoom(low, Long.MAX_VALUE >> 20);
    }
    assertThat(tables.size()).isZero();
  }
}

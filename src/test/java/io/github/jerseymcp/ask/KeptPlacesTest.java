package io.github.jerseymcp.ask;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testsupport.process.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A quarter of the places is for names that were known before, whatever strangers fill. P-17. */
class KeptPlacesTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final int ASKED_AT_ONCE = 8;
  private static final int WAITING = 16;

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-30T12:00:00Z"));
  private final CountDownLatch gate = new CountDownLatch(1);
  private final AtomicInteger strangers = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Lookups<String> lookups =
      new Lookups<>(
          (name, before) -> answer(name),
          value -> 1,
          new LookupBounds(1_000, LONG, LONG, LONG, LONG, ASKED_AT_ONCE, WAITING, 1_000),
          time,
          new Unheard());

  @AfterEach
  void stop() {
    gate.countDown();
    threads.shutdownNow();
  }

  @Test
  void aKnownNameIsAskedAboutWhileQuestionsAboutStrangersHang() {
    assertThat(lookups.find("acme")).contains("one");
    for (int i = 0; i < ASKED_AT_ONCE; i++) {
      String name = "stranger-" + i;
      find(name);
    }
    Await.until("all", PATIENCE, () -> strangers.get() + refused.get() == ASKED_AT_ONCE);
    assertThat(refused).hasValue(ASKED_AT_ONCE / 4);
    lookups.clear();

    assertThat(lookups.find("acme")).contains("one");
  }

  @Test
  void aKnownNameIsWaitedForWhileManyWaitForAStranger() {
    assertThat(lookups.find("acme")).contains("one");
    for (int i = 0; i < WAITING; i++) {
      find("stranger");
    }
    Await.until("all", PATIENCE, () -> refused.get() == WAITING / 4);
    lookups.clear();

    assertThat(lookups.find("acme")).contains("one");
  }

  private void find(String name) {
    threads.execute(
        () -> {
          try {
            var unused = lookups.find(name);
          } catch (UnansweredException e) {
            refused.incrementAndGet();
          }
        });
  }

  private Optional<String> answer(String name) throws InterruptedException {
    if (name.equals("acme")) {
      return Optional.of("one");
    }
    strangers.incrementAndGet();
    gate.await();
    return Optional.empty();
  }

  private static final class Unheard implements LookupReport {
    @Override
    public void answered(boolean isKnown) {}

    @Override
    public void failed(String why) {}

    @Override
    public void limited() {}
  }
}

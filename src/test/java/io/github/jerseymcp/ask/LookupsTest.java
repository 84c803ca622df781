package io.github.jerseymcp.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.testing.MutableTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who asks about names, and what strangers can make of it. Rows P-17. */
@Tag("once")
class LookupsTest {

  private static final Duration AGE = Duration.ofSeconds(60);
  private static final Duration UNKNOWN = Duration.ofSeconds(10);
  private static final Duration TOLERANCE = Duration.ofMinutes(15);
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final int NEW_NAMES = 20;

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-30T12:00:00Z"));
  private final Map<String, String> known = new ConcurrentHashMap<>(Map.of("acme", "one"));
  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicInteger limited = new AtomicInteger();
  private volatile boolean throwing;
  private volatile CountDownLatch hanging = new CountDownLatch(0);
  private volatile int weight = 1;
  private Lookups<String> lookups = lookups(1_000, Duration.ofSeconds(10));

  @Test
  void asksOnceHoweverManyWantToKnow() throws Exception {
    hanging = new CountDownLatch(1);
    ExecutorService threads = Executors.newFixedThreadPool(40);
    try {
      List<Future<Optional<String>>> answers = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        answers.add(threads.submit(() -> lookups.find("acme")));
      }
      await(() -> calls.get() == 1);
      hanging.countDown();

      for (Future<Optional<String>> answer : answers) {
        assertThat(answer.get(20, TimeUnit.SECONDS)).contains("one");
      }
      assertThat(calls).hasValue(1);
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void remembersForAWhileThatThereIsNothing() {
    assertThat(lookups.find("nobody")).isEmpty();
    known.put("nobody", "new");
    assertThat(lookups.find("nobody")).isEmpty();
    assertThat(calls).hasValue(1);

    time.advance(UNKNOWN);

    assertThat(lookups.find("nobody")).contains("new");
  }

  @Test
  void tenThousandInventedNamesCostFewQuestionsNoMemoryAndNobodyElseAnything() {
    assertThat(lookups.find("acme")).contains("one");
    int unanswered = 0;
    for (int i = 0; i < 10_000; i++) {
      try {
        assertThat(lookups.find("invented-" + i)).isEmpty();
      } catch (UnansweredException e) {
        assertThat(e.retryAfter()).isPositive();
        unanswered++;
      }
      assertThat(lookups.find("acme")).contains("one");
    }

    assertThat(calls.get()).isLessThanOrEqualTo(NEW_NAMES + 1);
    assertThat(unanswered).isGreaterThanOrEqualTo(10_000 - NEW_NAMES);
    assertThat(limited.get()).isPositive();
    assertThat(lookups.about()).isEqualTo(1);
  }

  @Test
  void asksAboutWhatWasKnownBeforeWhileStrangersUseUpTheRestOfTheSecond() {
    assertThat(lookups.find("acme")).contains("one");
    for (int i = 0; i < 100; i++) {
      String name = "invented-" + i;
      try {
        assertThat(lookups.find(name)).isEmpty();
      } catch (UnansweredException e) {
        limited.incrementAndGet();
      }
    }
    lookups.clear();

    assertThat(lookups.find("acme")).contains("one");
  }

  @Test
  void thatThereIsNothingIsForgottenBeyondSomeMemory() {
    NameMemory<String> memory =
        new NameMemory<>(
            value -> weight,
            new LookupBounds(1_000, AGE, UNKNOWN, TOLERANCE, SHORT, 8, 64, 10_000),
            time);
    String name = "x".repeat(500);
    for (int i = 0; i < 10_000; i++) {
      memory.remember(name + i, Optional.empty(), time.nanos(), memory.cleared());
    }

    assertThat(memory.unknown()).isBetween(1L, (1L << 20) / 600);
  }

  @Test
  void whatIsTakenAwayCountsForTheMaximumAgeAtMost() {
    assertThat(lookups.find("acme")).contains("one");
    known.clear();
    time.advance(AGE.dividedBy(2).minusMillis(1));
    assertThat(lookups.find("acme")).contains("one");

    time.advance(AGE.dividedBy(2).plusMillis(1));

    assertThat(lookups.find("acme")).isEmpty();
  }

  @Test
  void isRenewedInTheBackgroundWhenHalfOfItsTimeIsOver() throws Exception {
    assertThat(lookups.find("acme")).contains("one");
    known.put("acme", "two");
    time.advance(AGE.dividedBy(2));
    hanging = new CountDownLatch(1);

    assertThat(lookups.find("acme")).as("does not wait").contains("one");
    await(() -> calls.get() == 2);
    hanging.countDown();

    await(() -> lookups.find("acme").equals(Optional.of("two")));
  }

  @Test
  void whoWasKnownGoesOnInAnOutageForItsToleranceAndOthersWait() {
    assertThat(lookups.find("acme")).contains("one");
    throwing = true;
    time.advance(AGE);
    assertThat(lookups.find("acme")).contains("one");
    assertUnanswered("other");

    time.advance(TOLERANCE.minusMillis(1));
    assertThat(lookups.find("acme")).contains("one");
    time.advance(Duration.ofMillis(1));
    assertUnanswered("acme");

    throwing = false;
    time.advance(Duration.ofSeconds(5));
    assertThat(lookups.find("acme")).contains("one");
  }

  @Test
  void isSparedAfterThreeFailuresAndAskedAgain() {
    throwing = true;
    for (int i = 0; i < 10; i++) {
      assertUnanswered("other-" + i);
    }
    assertThat(calls).hasValue(3);

    throwing = false;
    time.advance(Duration.ofSeconds(5));

    assertThat(lookups.find("acme")).contains("one");
  }

  @Test
  void whoHangsKeepsNobodyLongerThanItsTimeAndIsInterrupted() throws Exception {
    lookups = lookups(1_000, SHORT);
    assertThat(lookups.find("acme")).contains("one");
    hanging = new CountDownLatch(1);
    long begun = System.nanoTime();

    assertUnanswered("other");

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(SHORT, Duration.ofSeconds(5));
    assertThat(lookups.find("acme")).as("the known").contains("one");
    hanging = new CountDownLatch(0);
    await(() -> lookups.find("other").isEmpty());
  }

  @Test
  void whoWasKnownIsFoundWhileTheQuestionHangs() {
    lookups = lookups(1_000, SHORT);
    assertThat(lookups.find("acme")).contains("one");
    hanging = new CountDownLatch(1);
    time.advance(AGE);

    assertThat(lookups.find("acme")).contains("one");
    long begun = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      assertThat(lookups.find("acme")).contains("one");
    }
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(SHORT);
    hanging.countDown();
  }

  @Test
  void forgetsWhatIsBeyondTheirWeight() {
    lookups = lookups(10, SHORT);
    for (int i = 0; i < 15; i++) {
      known.put("tenant-" + i, "x");
      assertThat(lookups.find("tenant-" + i)).contains("x");
    }
    assertThat(lookups.about()).isLessThanOrEqualTo(10);

    weight = 5;
    time.advance(Duration.ofSeconds(1));
    for (int i = 0; i < 15; i++) {
      assertThat(lookups.find("tenant-" + i)).contains("x");
    }
    assertThat(lookups.about()).as("once they have grown").isLessThanOrEqualTo(2);
  }

  /** Whoever renews in the background waits for nothing, so nobody may be left who would end it. */
  @Test
  void renewalsThatHangAreEndedByWhoeverAsksNext() throws Exception {
    lookups = lookups(1_000, SHORT);
    for (int i = 0; i < 8; i++) {
      known.put("tenant-" + i, "x");
      assertThat(lookups.find("tenant-" + i)).contains("x");
    }
    time.advance(AGE.dividedBy(2));
    hanging = new CountDownLatch(1);
    calls.set(0);
    for (int i = 0; i < 8; i++) {
      assertThat(lookups.find("tenant-" + i)).contains("x");
    }
    await(() -> calls.get() == 8);
    hanging = new CountDownLatch(0);
    Thread.sleep(SHORT.toMillis());

    await(() -> isFoundLater("acme"));
  }

  @Test
  void anAttemptThatHangsInTheBackgroundKeepsNobodyFromTheNext() throws Exception {
    lookups = lookups(1_000, SHORT);
    assertThat(lookups.find("acme")).contains("one");
    time.advance(AGE.dividedBy(2));
    throwing = true;
    for (int i = 0; i < 3; i++) {
      assertUnanswered("other-" + i);
    }
    time.advance(Duration.ofSeconds(5));
    throwing = false;
    hanging = new CountDownLatch(1);
    calls.set(0);
    assertThat(lookups.find("acme")).as("renewed in the background").contains("one");
    await(() -> calls.get() == 1);
    hanging = new CountDownLatch(0);
    Thread.sleep(SHORT.toMillis());
    known.put("globex", "two");

    await(() -> isFoundLater("globex"));
  }

  /** Else whoever was taken away could see to it that nobody hears of that. */
  @Test
  void namesThatStrangersMakeItFailOnKeepNobodyTrustedLonger() {
    assertThat(lookups.find("acme")).contains("one");
    throwing = true;
    for (int i = 0; i < 3; i++) {
      assertUnanswered("odd-" + i);
    }
    throwing = false;
    known.clear();
    time.advance(AGE.minusSeconds(1));
    throwing = true;
    for (int i = 0; i < 3; i++) {
      assertUnanswered("other-" + i);
    }
    throwing = false;
    time.advance(Duration.ofSeconds(1));

    assertThat(lookups.find("acme")).isEmpty();
  }

  @Test
  void answersThatAreNotValidKeepNobodyFromBeingAskedAbout() {
    for (int i = 0; i < 10; i++) {
      assertUnanswered("invalid-" + i);
    }

    assertThat(lookups.find("acme")).contains("one");
  }

  private boolean isFoundLater(String name) {
    time.advance(Duration.ofSeconds(5));
    try {
      return lookups.find(name).isPresent();
    } catch (UnansweredException e) {
      return false;
    }
  }

  private Lookups<String> lookups(long most, Duration timeout) {
    return new Lookups<>(
        this::answer,
        value -> weight,
        new LookupBounds(most, AGE, UNKNOWN, TOLERANCE, timeout, 8, 64, NEW_NAMES),
        time,
        new Counted());
  }

  private Optional<String> answer(String name, Optional<String> before)
      throws InterruptedException, LookupFailedException {
    calls.incrementAndGet();
    hanging.await();
    if (name.startsWith("invalid")) {
      throw new LookupFailedException("it gave an issuer of another identifier");
    }
    if (throwing) {
      throw new IllegalStateException("no connection");
    }
    return Optional.ofNullable(known.get(name));
  }

  private void assertUnanswered(String name) {
    assertThatExceptionOfType(UnansweredException.class)
        .isThrownBy(() -> lookups.find(name))
        .matches(thrown -> thrown.retryAfter() >= 1);
  }

  private static void await(java.util.function.BooleanSupplier condition)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.sleep(5);
    }
  }

  private final class Counted implements LookupReport {
    @Override
    public void answered(boolean isKnown) {}

    @Override
    public void failed(String why) {}

    @Override
    public void limited() {
      limited.incrementAndGet();
    }
  }
}

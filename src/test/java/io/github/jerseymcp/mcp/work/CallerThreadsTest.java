package io.github.jerseymcp.mcp.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.mcp.SessionTableTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A caller has its share of threads, and waits in a queue of its own for more. */
class CallerThreadsTest {

  private final Accounts accounts =
      new Accounts(CallerLimits.defaults().with(Holding.HANDLERS, 2, 100));
  private final CallerAccount alice = account("alice");
  private final CallerAccount bob = account("bob");
  private final CallerThreads threads = new CallerThreads(Holding.HANDLERS, "test-thread");
  private final CountDownLatch gate = new CountDownLatch(1);
  private final List<String> done = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    gate.countDown();
    threads.close();
  }

  @Test
  void whatOneCallerHoldsUpHoldsUpNobodyElseL13() throws InterruptedException {
    CountDownLatch both = new CountDownLatch(2);
    for (int i = 0; i < 2; i++) {
      threads.run(alice, () -> waitAtGate(both));
    }
    assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < 20; i++) {
      String name = "alice " + i;
      threads.run(alice, () -> done.add(name));
    }
    CountDownLatch ofBob = new CountDownLatch(1);
    threads.run(bob, ofBob::countDown);

    assertThat(ofBob.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(done).isEmpty();
    assertThat(accounts.held(alice.caller(), Holding.HANDLERS)).isEqualTo(2);

    gate.countDown();
    assertThat(SessionTableTest.eventually(() -> done.size() == 20)).isTrue();
    assertThat(SessionTableTest.eventually(() -> accounts.size() == 0)).isTrue();
  }

  @Test
  void aTaskThatFailsGivesItsThreadBack() throws InterruptedException {
    for (int i = 0; i < 10; i++) {
      threads.run(
          alice,
          () -> {
            throw new StackOverflowError("deep");
          });
    }
    threads.run(alice, () -> done.add("after"));

    assertThat(SessionTableTest.eventually(() -> done.contains("after"))).isTrue();
    assertThat(SessionTableTest.eventually(() -> accounts.size() == 0)).isTrue();
  }

  @Test
  void whatNobodyNeedsAnyMoreDoesNotWait() throws InterruptedException {
    CountDownLatch both = new CountDownLatch(2);
    threads.run(alice, () -> waitAtGate(both));
    threads.run(alice, () -> waitAtGate(both));
    assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
    threads.run(alice, new Moot());
    threads.run(alice, () -> done.add("wanted"));
    threads.forgetMoot(alice.caller());

    gate.countDown();
    assertThat(SessionTableTest.eventually(() -> done.size() == 1)).isTrue();
    assertThat(done).containsExactly("wanted");
  }

  @Test
  void whatComesAfterTheEndIsRefusedL13() {
    threads.close();
    threads.run(alice, refusable("late"));
    assertThat(done).containsExactly("late refused");
    assertThat(accounts.size()).isZero();
  }

  @Test
  void theEndWaitsForNobodyAndLosesNothingL13() throws InterruptedException {
    CountDownLatch both = new CountDownLatch(2);
    threads.run(alice, () -> waitAtGate(both));
    threads.run(alice, () -> waitAtGate(both));
    assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
    threads.run(alice, refusable("brought before"));
    threads.close();
    assertThat(done).isEmpty();

    gate.countDown();
    assertThat(SessionTableTest.eventually(() -> done.size() == 1)).isTrue();
    assertThat(done).containsExactly("brought before");
    assertThat(SessionTableTest.eventually(() -> accounts.size() == 0)).isTrue();
  }

  @Test
  void whatCannotBeStartedAtTheEndIsRefusedL13() throws Exception {
    CallerThreads others = new CallerThreads(Holding.HANDLERS, "other-thread");
    CountDownLatch both = new CountDownLatch(2);
    others.run(alice, () -> waitAtGate(both));
    others.run(alice, () -> waitAtGate(both));
    assertThat(both.await(10, TimeUnit.SECONDS)).isTrue();
    threads.run(alice, refusable("waiting for others"));
    assertThat(done).isEmpty();

    threads.close();
    assertThat(done).containsExactly("waiting for others refused");
    gate.countDown();
    others.close();
    assertThat(SessionTableTest.eventually(() -> accounts.size() == 0)).isTrue();
  }

  @Test
  void whatWaitsStartsAsSoonAsAPlaceIsFreeL13() throws InterruptedException {
    for (int round = 0; round < 5_000; round++) {
      CountDownLatch all = new CountDownLatch(8);
      for (int task = 0; task < 8; task++) {
        threads.run(alice, all::countDown);
      }
      assertThat(all.await(10, TimeUnit.SECONDS)).as("without a sweep, round %s", round).isTrue();
    }
    assertThat(SessionTableTest.eventually(() -> accounts.size() == 0)).isTrue();
  }

  @Test
  void callersTakeTurnsForTheLastPlaceOfAllL13() throws InterruptedException {
    Accounts narrow = new Accounts(CallerLimits.defaults().with(Holding.HANDLERS, 2, 1));
    CallerAccount first = new CallerAccount(narrow, alice.caller());
    CallerAccount second = new CallerAccount(narrow, bob.caller());
    CountDownLatch begun = new CountDownLatch(1);
    threads.run(first, () -> waitAtGate(begun));
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < 5; i++) {
      threads.run(first, () -> done.add("alice"));
    }
    threads.run(second, () -> done.add("bob"));

    gate.countDown();
    assertThat(SessionTableTest.eventually(() -> done.size() == 6)).isTrue();
    assertThat(done.indexOf("bob")).isLessThan(2);
  }

  private void waitAtGate(CountDownLatch arrived) {
    arrived.countDown();
    try {
      gate.await();
    } catch (InterruptedException e) {
      done.add("interrupted");
    }
  }

  private CallerThreads.Task refusable(String name) {
    return new CallerThreads.Task() {
      @Override
      public void run() {
        done.add(name);
      }

      @Override
      public void refuse() {
        done.add(name + " refused");
      }
    };
  }

  private CallerAccount account(String subject) {
    return new CallerAccount(accounts, new CallerKey("https://issuer.example", subject, "app"));
  }

  /** Something that ended before its turn. */
  private final class Moot implements CallerThreads.Task {

    @Override
    public void run() {
      done.add("moot");
    }

    @Override
    public boolean isMoot() {
      return true;
    }
  }
}

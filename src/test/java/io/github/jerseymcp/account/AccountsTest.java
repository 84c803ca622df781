package io.github.jerseymcp.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What callers hold is counted once, bounded for each and for all, and given back once. */
class AccountsTest {

  private static final CallerKey ALICE = new CallerKey("https://issuer.example", "alice", "app");
  private static final CallerKey BOB = new CallerKey("https://issuer.example", "bob", "app");
  private static final CallerKey SERVICE = new CallerKey("https://issuer.example", "app", "app");

  private final Accounts accounts =
      new Accounts(
          CallerLimits.defaults()
              .with(Holding.CALLS, 2, 5)
              .with(Holding.ANSWER_BYTES, 1_000, 4_000)
              .withServiceAccounts(2));

  @Test
  void refusesWhatIsBeyondTheShareOfOneCallerAlone() throws Exception {
    accounts.take(ALICE, Holding.CALLS, 1);
    Permit second = accounts.take(ALICE, Holding.CALLS, 1);
    assertThatThrownBy(() -> accounts.take(ALICE, Holding.CALLS, 1))
        .isInstanceOfSatisfying(
            AtLimitException.class, refused -> assertThat(refused.isOfCaller()).isTrue());
    accounts.take(BOB, Holding.CALLS, 1);

    second.close();
    second.close();
    assertThat(accounts.held(ALICE, Holding.CALLS)).isEqualTo(1);
    accounts.take(ALICE, Holding.CALLS, 1);
    assertThat(accounts.heldByAll(Holding.CALLS)).isEqualTo(3);
  }

  @Test
  void keepsTheLastQuarterForCallersWhoHoldLittle() throws Exception {
    List<Permit> greedy = new ArrayList<>();
    for (String name : List.of("a", "b", "c")) {
      greedy.add(accounts.take(callerNamed(name), Holding.ANSWER_BYTES, 1_000));
    }
    assertThatThrownBy(() -> accounts.take(callerNamed("d"), Holding.ANSWER_BYTES, 600))
        .isInstanceOfSatisfying(
            AtLimitException.class, refused -> assertThat(refused.isOfCaller()).isFalse());
    Permit modest = accounts.take(ALICE, Holding.ANSWER_BYTES, 250);
    assertThatThrownBy(() -> modest.resize(251)).isInstanceOf(AtLimitException.class);

    assertThat(modest.amount()).isEqualTo(250);
    assertThat(accounts.heldByAll(Holding.ANSWER_BYTES)).isEqualTo(3_250);
    greedy.forEach(Permit::close);
    modest.resize(1_000);
  }

  @Test
  void grantsAServiceAccountSeveralTimesTheCallsAndTheSameBytes() throws Exception {
    for (int i = 0; i < 3; i++) {
      accounts.take(SERVICE, Holding.CALLS, 1);
    }
    assertThat(accounts.limits().of(SERVICE, Holding.CALLS)).isEqualTo(4);
    assertThat(accounts.limits().of(SERVICE, Holding.ANSWER_BYTES)).isEqualTo(1_000);
  }

  @Test
  void forgetsCallersWhoHoldNothing() throws Exception {
    Permit call = accounts.take(ALICE, Holding.CALLS, 1);
    Permit bytes = accounts.take(ALICE, Holding.ANSWER_BYTES, 10);
    assertThat(accounts.snapshot().get(ALICE))
        .containsOnlyKeys(Holding.CALLS, Holding.ANSWER_BYTES);
    call.close();
    bytes.resize(0);
    assertThat(accounts.size()).isZero();
    bytes.resize(5);
    bytes.close();
    assertThat(accounts.size()).isZero();
  }

  @Test
  void countsRightlyWhenManyThreadsTakeAndGiveBack() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Integer>> work = new ArrayList<>();
      for (int seed : new int[] {0, 1, 2, 3}) {
        work.add(() -> takeAndGiveBack(seed, 20_000));
      }
      int granted = 0;
      for (Future<Integer> done : threads.invokeAll(work)) {
        granted += done.get();
      }
      assertThat(granted).isPositive();
    } finally {
      threads.shutdownNow();
    }
    assertThat(accounts.size()).isZero();
    assertThat(accounts.heldByAll(Holding.CALLS)).isZero();
  }

  private int takeAndGiveBack(int seed, int times) {
    int granted = 0;
    for (int i = 0; i < times; i++) {
      try (Permit permit = accounts.take((i + seed) % 3 == 0 ? ALICE : BOB, Holding.CALLS, 1)) {
        granted += permit.amount() == 1 ? 1 : 0;
      } catch (AtLimitException e) {
        assertThat(e.isOfCaller()).isTrue();
      }
    }
    return granted;
  }

  private static CallerKey callerNamed(String subject) {
    return new CallerKey("https://issuer.example", subject, "app");
  }
}

package io.github.jerseymcp.mcp.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.mcp.SessionTableTest;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;
import reactor.core.Disposables;

/** A handler is stopped, and nothing that its thread does before or after. */
class HandlerRunTest {

  private final CallerAccount account =
      new CallerAccount(
          new Accounts(CallerLimits.defaults()),
          new CallerKey("https://issuer.example", "alice", "app"));
  private final Handlers handlers = new Handlers();
  private final ExecutorService thread = Executors.newSingleThreadExecutor();
  private final HandlerRun run = new HandlerRun(handlers, account);
  private final List<String> seen = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    handlers.close();
    thread.shutdownNow();
  }

  @Test
  void interruptsAHandlerAndNotWhatItsThreadDoesNextL13() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Future<Boolean> after =
        thread.submit(
            () -> {
              run.run(() -> block(begun), this::fail);
              return Thread.currentThread().isInterrupted();
            });
    assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
    run.stop();

    assertThat(after.get(10, TimeUnit.SECONDS)).isFalse();
    assertThat(seen).startsWith("interrupted");
    assertThat(SessionTableTest.eventually(() -> seen.contains("cancelled"))).isTrue();
  }

  @Test
  void interruptsNoThreadThatHasLeftTheHandlerL13() throws Exception {
    CountDownLatch left = new CountDownLatch(1);
    CountDownLatch stopped = new CountDownLatch(1);
    Future<Boolean> after =
        thread.submit(
            () -> {
              run.run(this::running, this::fail);
              left.countDown();
              stopped.await();
              return Thread.currentThread().isInterrupted();
            });
    assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
    run.stop();
    stopped.countDown();

    assertThat(after.get(10, TimeUnit.SECONDS)).isFalse();
    assertThat(SessionTableTest.eventually(() -> seen.contains("cancelled"))).isTrue();
  }

  @Test
  void interruptsNoThreadWhoseHandlerHasFailedL13() throws Exception {
    Future<Boolean> after =
        thread.submit(
            () -> {
              run.run(
                  () -> {
                    throw new StackOverflowError("deep");
                  },
                  this::fail);
              run.stop();
              return Thread.currentThread().isInterrupted();
            });
    assertThat(after.get(10, TimeUnit.SECONDS)).isFalse();
    assertThat(seen).containsExactly("failed");
  }

  @Test
  void runsNoHandlerThatWasStoppedBefore() {
    run.stop();
    run.run(this::running, this::fail);
    assertThat(seen).isEmpty();
  }

  @Test
  void cancelsWorkThatGoesOnAfterTheServerHasEndedL13() throws Exception {
    run.run(this::running, this::fail);
    handlers.close();
    run.stop();
    assertThat(SessionTableTest.eventually(() -> seen.contains("cancelled"))).isTrue();
  }

  private Disposable block(CountDownLatch begun) {
    begun.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      seen.add("interrupted");
    }
    // As one does that catches whatever comes.
    Thread.currentThread().interrupt();
    return running();
  }

  private Disposable running() {
    return Disposables.composite(() -> seen.add("cancelled"));
  }

  private void fail(Throwable failure) {
    seen.add("failed");
  }
}

package io.github.jerseymcp.jose;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(30)
class ProviderSearchTest {

  private static final Optional<Provider> FOUND = Optional.of(Security.getProviders()[0]);

  private final AtomicInteger searches = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch mayEnd = new CountDownLatch(1);
  private final ProviderSearch slow =
      new ProviderSearch(
          () -> {
            searches.incrementAndGet();
            begun.countDown();
            mayEnd.await();
            return FOUND;
          });

  private Thread latest = Thread.currentThread();

  @Test
  void nothingIsLookedForBeforeItIsNeeded() {
    assertThat(slow.isEnded()).isFalse();
    assertThat(searches).hasValue(0);
  }

  @Test
  void theOneWhoNeedsItLooksForItIfNobodyDidBefore() {
    mayEnd.countDown();

    assertThat(slow.found()).isEqualTo(FOUND);
    assertThat(slow.found()).isEqualTo(FOUND);
    assertThat(slow.isEnded()).isTrue();
    assertThat(searches).hasValue(1);
  }

  @Test
  void whoeverComesMeanwhileWaitsForTheOutcome() throws Exception {
    FutureTask<Optional<Provider>> first = begin(slow::found);
    begun.await();
    FutureTask<Optional<Provider>> second = begin(slow::found);
    awaitWaiting();

    assertThat(slow.isEnded()).isFalse();
    assertThat(second.isDone()).isFalse();
    mayEnd.countDown();

    assertThat(first.get()).isEqualTo(FOUND);
    assertThat(second.get()).isEqualTo(FOUND);
    assertThat(searches).hasValue(1);
  }

  @Test
  void anInterruptedWaiterGetsTheOutcomeAndStaysInterrupted() throws Exception {
    FutureTask<Optional<Provider>> first = begin(slow::found);
    begun.await();
    FutureTask<Boolean> interrupted =
        begin(
            () -> {
              Thread.currentThread().interrupt();
              assertThat(slow.found()).isEqualTo(FOUND);
              return Thread.interrupted();
            });
    awaitWaiting();
    mayEnd.countDown();

    assertThat(first.get()).isEqualTo(FOUND);
    assertThat(interrupted.get()).isTrue();
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of("not on the class path", new NoClassDefFoundError("Absent")),
        Arguments.of("for another platform", new UnsatisfiedLinkError("Other")),
        Arguments.of("a self test fails", new IllegalStateException("Unhealthy")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("failures")
  void aSearchThatFailsHasFoundNone(String name, Throwable failure) {
    ProviderSearch failing =
        new ProviderSearch(
            () -> {
              searches.incrementAndGet();
              if (failure instanceof Error error) {
                throw error;
              }
              throw (Exception) failure;
            });

    assertThat(failing.found()).isEmpty();
    assertThat(failing.found()).isEmpty();
    assertThat(new SignatureVerifier(failing).providerName()).isEqualTo("the Java runtime");
    assertThat(searches).hasValue(1);
  }

  @Test
  void aVerifierWithTheJavaRuntimeIsReadyAtOnce() {
    assertThat(Cryptography.JDK.verifier().isReady()).isTrue();
    assertThat(new SignatureVerifier(slow).isReady()).isFalse();
  }

  private <T> FutureTask<T> begin(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    latest = new Thread(task, "provider-search-test");
    latest.setDaemon(true);
    latest.start();
    return task;
  }

  /** Until the thread that was begun last waits for another one. */
  private void awaitWaiting() {
    while (latest.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }
}

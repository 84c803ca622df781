package io.github.jerseymcp.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.TestIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who waits for a key server that is slow. */
@Tag("once")
class KeyWaitingTest {

  private static final String RESOURCE = "https://mcp.example.com/mcp";
  private static final int WORKERS = 16;
  private static final int BURST = 200;

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  private final TestIssuer slow = TestIssuer.start("ES256", time);
  private final TestIssuer healthy = TestIssuer.start("ES256", time);
  private final CountDownLatch release = new CountDownLatch(1);
  private final CountDownLatch asked = new CountDownLatch(1);
  private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
  private final VerifyToken verify =
      new VerifyToken(
          List.of(TrustedIssuer.of(slow.issuer()), TrustedIssuer.of(healthy.issuer())),
          TokenSettings.defaults(),
          KeySettings.defaults(),
          time);

  @AfterEach
  void stop() {
    release.countDown();
    workers.shutdownNow();
    verify.close();
    slow.close();
    healthy.close();
  }

  @Test
  void knownKeysNeverWaitForStrangersL07() throws Exception {
    String known = token(slow);
    assertThat(outcome(known)).isEqualTo("accepted");
    keysAnswerLate();
    List<Future<String>> strangers = new ArrayList<>();
    strangers.add(workers.submit(() -> outcome(stranger(0))));
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
    for (int i = 1; i < 2 * WORKERS; i++) {
      String token = stranger(i % 4);
      strangers.add(workers.submit(() -> outcome(token)));
    }

    String fresh = slow.token().audience(RESOURCE).claim("jti", "another").sign();
    long start = System.nanoTime();
    assertThat(workers.submit(() -> outcome(known)).get(20, TimeUnit.SECONDS))
        .isEqualTo("accepted");
    assertThat(workers.submit(() -> outcome(fresh)).get(20, TimeUnit.SECONDS))
        .isEqualTo("accepted");
    assertThat(workers.submit(() -> outcome(token(healthy))).get(20, TimeUnit.SECONDS))
        .isEqualTo("accepted");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    for (Future<String> stranger : strangers.subList(1, strangers.size())) {
      assertThat(stranger.get(20, TimeUnit.SECONDS)).isEqualTo("unavailable, come in 1 s");
    }
    assertThat(strangers.get(0).isDone()).as("the one that waits").isFalse();
    release.countDown();
    assertThat(strangers.get(0).get(20, TimeUnit.SECONDS)).isEqualTo("UNKNOWN_KEY");
  }

  @Test
  void oneSlowKeyServerHoldsUpNoOtherIssuerL07() throws Exception {
    keysAnswerLate();
    List<Future<String>> waiting = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      waiting.add(workers.submit(() -> outcome(token(slow))));
    }
    assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();

    String other = token(healthy);
    long start = System.nanoTime();
    assertThat(workers.submit(() -> outcome(other)).get(20, TimeUnit.SECONDS))
        .isEqualTo("accepted");

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
    release.countDown();
    int accepted = 0;
    for (Future<String> one : waiting) {
      accepted += one.get(20, TimeUnit.SECONDS).equals("accepted") ? 1 : 0;
    }
    assertThat(accepted).as("the one that fetched").isGreaterThanOrEqualTo(1);
  }

  @Test
  void aHealthyKeyServerAnswersAllWhoComeAtOnceL07() throws Exception {
    List<Future<String>> all = new ArrayList<>();
    for (int i = 0; i < WORKERS; i++) {
      all.add(workers.submit(() -> outcome(token(healthy))));
    }
    for (Future<String> one : all) {
      assertThat(one.get(20, TimeUnit.SECONDS)).isEqualTo("accepted");
    }
    assertThat(healthy.keyFetches()).isEqualTo(1);
  }

  @Test
  void aBurstAtTheStartWaitsForTheFirstKeysL07() throws Exception {
    TestIssuer.Answer keys =
        TestIssuer.status(200, new com.nimbusds.jose.jwk.JWKSet(slow.key().publicJwk()).toString());
    CountDownLatch burst = new CountDownLatch(BURST);
    slow.answerKeys(
        exchange -> {
          pause(Duration.ofMillis(500));
          keys.to(exchange);
        });
    String token = token(slow);
    ExecutorService container = Executors.newFixedThreadPool(BURST);
    try {
      List<Future<String>> all = new ArrayList<>();
      for (int i = 0; i < BURST; i++) {
        all.add(
            container.submit(
                () -> {
                  burst.countDown();
                  burst.await();
                  return outcome(token);
                }));
      }
      for (Future<String> one : all) {
        assertThat(one.get(20, TimeUnit.SECONDS)).isEqualTo("accepted");
      }
    } finally {
      container.shutdownNow();
    }
    assertThat(slow.keyFetches()).isEqualTo(1);
  }

  /** A key server takes its time, which is what is waited for here. */
  private static void pause(Duration time) {
    LockSupport.parkNanos(time.toNanos());
  }

  private void keysAnswerLate() {
    TestIssuer.Answer answer =
        TestIssuer.status(200, new com.nimbusds.jose.jwk.JWKSet(slow.key().publicJwk()).toString());
    slow.answerKeys(
        exchange -> {
          asked.countDown();
          try {
            release.await(20, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          answer.to(exchange);
        });
  }

  private String stranger(int number) {
    return slow.token().audience(RESOURCE).header("kid", "unknown-" + number).sign();
  }

  private static String token(TestIssuer issuer) {
    return issuer.token().audience(RESOURCE).sign();
  }

  private String outcome(String token) {
    try {
      verify.verify(token, RESOURCE, Set.of(slow.issuer(), healthy.issuer()));
      return "accepted";
    } catch (InvalidTokenException e) {
      return e.fault().name();
    } catch (KeysUnavailableException e) {
      return "unavailable, come in " + e.retryAfter() + " s";
    }
  }
}

package io.github.jerseymcp.introspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.event.TokenIntrospected;
import io.github.jerseymcp.jose.TokenHash;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.time.Clocks;
import io.github.jerseymcp.token.RevokedTokens;
import io.github.jerseymcp.token.TokenSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often an issuer is asked, by how many at once, and what an outage takes along. */
class QuestionLimitsTest {

  private final Asked asked = new Asked();
  private final TestIssuer issuer = asked.issuer;
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void stop() {
    released.countDown();
    asked.close();
  }

  @Test
  void asksOnceForAHundredRequestsWithOneTokenIn07() throws Exception {
    InProcess server = asked.start(Asked.bySecret());
    String token = asked.opaque();

    List<Integer> statuses =
        Asked.atOnce(Collections.nCopies(100, () -> Asked.status(server, token)));

    assertThat(statuses).containsOnly(200);
    assertThat(issuer.introspections()).isEqualTo(1);
  }

  @Test
  void asksOnceForAHundredRequestsWithOneBadTokenIn07() throws Exception {
    InProcess server = asked.start(Asked.bySecret());

    List<Integer> statuses =
        Asked.atOnce(Collections.nCopies(100, () -> Asked.status(server, "unknown")));

    assertThat(statuses).containsOnly(401);
    assertThat(issuer.introspections()).isEqualTo(1);
  }

  @Test
  void asksAgainAfterTheMaximumAgeIn05() {
    InProcess server = asked.start(Asked.bySecret().withMaximumAge(Duration.ofSeconds(20)));
    String token = asked.opaque();
    assertThat(Asked.status(server, token)).isEqualTo(200);
    issuer.revoke(token);

    asked.time.advance(Duration.ofSeconds(19));
    assertThat(Asked.status(server, token)).isEqualTo(200);
    asked.time.advance(Duration.ofSeconds(1));
    assertThat(Asked.status(server, token)).isEqualTo(401);
    assertThat(issuer.introspections()).isEqualTo(2);
    assertThat(asked.answers())
        .containsExactly(TokenIntrospected.Answer.ACTIVE, TokenIntrospected.Answer.INACTIVE);
  }

  @Test
  void remembersNoTokenBeyondItsEndIn05() {
    InProcess server = asked.start(Asked.bySecret());
    String token = issuer.opaque(asked.token().expiresIn(Duration.ofSeconds(5)));
    assertThat(Asked.status(server, token)).isEqualTo(200);

    asked.time.advance(Duration.ofSeconds(5 + 30));

    assertThat(Asked.status(server, token)).isEqualTo(401);
    assertThat(asked.causes()).containsExactly("token.expired");
  }

  /** RI-03: what is remembered for one resource opens no other. */
  @Test
  void checksARememberedAnswerForEachResource() {
    InProcess server = asked.start(Asked.bySecret());
    String token = asked.opaque();
    assertThat(Asked.status(server, token)).isEqualTo(200);

    assertThat(server.call("GET", "/mcp").bearer(token).send().status()).isEqualTo(401);

    assertThat(asked.causes()).containsExactly("token.audience");
    assertThat(issuer.introspections()).isEqualTo(1);
  }

  @Test
  void remembersForAMomentThatATokenIsNotActiveIn05() {
    InProcess server = asked.start(Asked.bySecret());
    for (int i = 0; i < 10; i++) {
      assertThat(Asked.status(server, "unknown")).isEqualTo(401);
    }
    assertThat(issuer.introspections()).isEqualTo(1);

    asked.time.advance(Duration.ofSeconds(10));
    assertThat(Asked.status(server, "unknown")).isEqualTo(401);
    assertThat(issuer.introspections()).isEqualTo(2);
  }

  @Test
  void asksOnceAboutATokenForAnotherResource() {
    InProcess server = asked.start(Asked.bySecret());
    String token = issuer.opaque(asked.token().audience("https://other.example"));

    for (int i = 0; i < 10; i++) {
      assertThat(Asked.status(server, token)).isEqualTo(401);
    }
    assertThat(issuer.introspections()).isEqualTo(1);
  }

  @Test
  void keepsGoodAnswersUnderAFloodOfBadTokensIn07() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    TokenQuestions<Object> questions =
        new TokenQuestions<>(
            "https://issuer.example",
            Introspection.ofVerifier(
                token -> {
                  calls.incrementAndGet();
                  return token.equals("good") ? Optional.of(Map.of("sub", "a")) : Optional.empty();
                }),
            Optional.empty(),
            signed -> false,
            100_000,
            claims -> 1_000,
            Clocks.of(asked.time),
            SecurityEvents.unheard());
    assertThat(ask(questions, "good").isActive()).isTrue();

    for (int i = 0; i < 30_000; i++) {
      assertThat(ask(questions, "bad-" + i).isActive()).isFalse();
    }

    assertThat(ask(questions, "good").isActive()).isTrue();
    assertThat(calls).hasValue(30_001);
    assertThat(questions.remembered()).isEqualTo(1);
  }

  private static void refused(TokenQuestions<Object> questions, String token) {
    try {
      assertThat(ask(questions, token).isActive()).isFalse();
    } catch (Exception e) {
      assertThat(e).isInstanceOf(TokenUncheckedException.class);
    }
  }

  private static TokenAnswer<Object> ask(TokenQuestions<Object> questions, String token)
      throws Exception {
    return questions.ask(TokenHash.of(token, 0), () -> token, 1_800_000_000_000L);
  }

  @Test
  void asksEachTimeWithoutACache() {
    InProcess server =
        asked.start(Asked.bySecret(), config -> config.tokens(TokenSettings::withoutCache));
    String token = asked.opaque();

    for (int i = 0; i < 3; i++) {
      assertThat(Asked.status(server, token)).isEqualTo(200);
    }
    assertThat(issuer.introspections()).isEqualTo(3);
  }

  @Test
  void refusesWhatTheApplicationRevokesG6() {
    RevokedTokens revoked = RevokedTokens.create(asked.time);
    InProcess server = asked.start(Asked.bySecret(), config -> config.revokedTokens(revoked));
    String token = issuer.opaque(asked.token().claim("jti", "stolen"));
    String other = asked.opaque();
    assertThat(Asked.status(server, token)).isEqualTo(200);

    revoked.revoke(issuer.issuer(), "stolen");

    assertThat(Asked.status(server, token)).isEqualTo(401);
    assertThat(asked.causes()).containsExactly("token.revoked");
    assertThat(Asked.status(server, other)).isEqualTo(200);
  }

  @Test
  void goesOnWithRememberedAnswersWhileTheIssuerIsDownG15() {
    InProcess server = asked.start(Asked.bySecret().withEndpoint(issuer.introspectionEndpoint()));
    String known = asked.opaque();
    String unknown = asked.opaque();
    assertThat(Asked.status(server, known)).isEqualTo(200);
    issuer.outage(true);

    for (int i = 0; i < 10; i++) {
      assertThat(Asked.status(server, known)).isEqualTo(200);
      Answer refused = Asked.get(server, unknown);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 5);
    }
    // The first, which was answered, three that were not, and one of ours: then it is spared.
    assertThat(issuer.introspections()).isEqualTo(5);

    asked.time.advance(Duration.ofSeconds(59));
    assertThat(Asked.status(server, known)).isEqualTo(200);
    asked.time.advance(Duration.ofSeconds(1));
    assertThat(Asked.status(server, known)).as("beyond the maximum age").isEqualTo(503);
  }

  @Test
  void comesBackByItselfG15() {
    InProcess server = asked.start(Asked.bySecret());
    String token = asked.opaque();
    issuer.outage(true);
    for (int i = 0; i < 5; i++) {
      assertThat(Asked.status(server, token)).isEqualTo(503);
    }
    issuer.outage(false);
    Answer refused = Asked.get(server, token);
    assertThat(refused.status()).as("it is spared").isEqualTo(503);

    asked.time.advance(Duration.ofSeconds(Integer.parseInt(refused.header("Retry-After"))));

    assertThat(Asked.status(server, token)).isEqualTo(200);
  }

  @Test
  void asksOneAtATimeAfterAnOutage() throws Exception {
    InProcess server = asked.start(Asked.bySecret());
    issuer.outage(true);
    for (int i = 0; i < 4; i++) {
      assertThat(Asked.status(server, "token-" + i)).isEqualTo(503);
    }
    issuer.outage(false);
    CountDownLatch arrived = hold();
    asked.time.advance(Duration.ofSeconds(5));
    ExecutorService client = Executors.newSingleThreadExecutor();
    try {
      String token = asked.opaque();
      Future<Integer> trial = client.submit(() -> Asked.status(server, token));
      assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();

      assertThat(Asked.status(server, "another")).isEqualTo(503);

      released.countDown();
      assertThat(trial.get()).isEqualTo(401);
    } finally {
      client.shutdownNow();
    }
    issuer.answerIntrospection(null);
    assertThat(Asked.status(server, asked.opaque())).isEqualTo(200);
  }

  /** An answer that is none may be the fault of the one token, and must not shut out the others. */
  @Test
  void letsNoTokenShutTheWayForOthers() {
    InProcess server = asked.start(Asked.bySecret());
    issuer.answerIntrospection(TestIssuer.status(200, "x".repeat(100_000)));
    for (int i = 0; i < 10; i++) {
      assertThat(Asked.status(server, "token-" + i)).isEqualTo(503);
    }
    issuer.answerIntrospection(null);

    assertThat(Asked.status(server, asked.opaque())).isEqualTo(200);
  }

  /** A token that is too long for the issuer, say: three of them must not shut the way either. */
  @ParameterizedTest
  @ValueSource(ints = {400, 413, 414, 422, 431})
  void letsNoTokenThatTheIssuerDislikesShutTheWayForOthers(int status) {
    InProcess server = asked.start(Asked.bySecret());
    assertThat(Asked.status(server, asked.opaque())).isEqualTo(200);
    int documents = issuer.metadataFetches();
    issuer.answerIntrospection(TestIssuer.status(status, ""));
    for (int i = 0; i < 10; i++) {
      assertThat(Asked.status(server, "token-" + i)).isEqualTo(503);
    }
    issuer.answerIntrospection(null);

    assertThat(Asked.status(server, asked.opaque())).isEqualTo(200);
    assertThat(issuer.metadataFetches()).as("its address is known").isEqualTo(documents);
  }

  /** Else a stranger could have a server taken out of service. */
  @Test
  void isWellAfterATokenThatTheIssuerDislikes() {
    TokenQuestions<Object> questions =
        new TokenQuestions<>(
            issuer.issuer(),
            Asked.bySecret(),
            Optional.empty(),
            signed -> false,
            100_000,
            claims -> 1_000,
            Clocks.of(asked.time),
            SecurityEvents.unheard());
    questions.probe();
    assertThat(questions.state()).isEqualTo(ObservedQuestions.State.ANSWERED);
    issuer.answerIntrospection(TestIssuer.status(413, ""));

    assertThatExceptionOfType(TokenUncheckedException.class)
        .isThrownBy(() -> ask(questions, "odd"));
    assertThat(questions.state()).isEqualTo(ObservedQuestions.State.ANSWERED);

    asked.time.advance(Duration.ofMinutes(1));
    questions.probe();
    assertThat(questions.state())
        .as("a probe is never odd")
        .isEqualTo(ObservedQuestions.State.UNANSWERED);
  }

  /** Whoever is at work goes on, however many tokens somebody makes up at a slow issuer. */
  @Test
  void keepsPlacesForTokensThatWereGoodIn07() throws Exception {
    CountDownLatch busy = new CountDownLatch(3);
    TokenQuestions<Object> questions =
        new TokenQuestions<>(
            "https://issuer.example",
            Introspection.ofVerifier(
                    token -> {
                      if (token.equals("good")) {
                        return Optional.of(Map.of("sub", "a"));
                      }
                      busy.countDown();
                      await(released);
                      return Optional.empty();
                    })
                .withTimeout(Duration.ofSeconds(2))
                .withMaximumConcurrent(4)
                .withMaximumWaiting(8),
            Optional.empty(),
            signed -> false,
            100_000,
            claims -> 1_000,
            Clocks.of(asked.time),
            SecurityEvents.unheard());
    assertThat(ask(questions, "good").isActive()).isTrue();
    asked.time.advance(Duration.ofMinutes(2));
    ExecutorService strangers = Executors.newFixedThreadPool(20);
    try {
      for (int i = 0; i < 20; i++) {
        String token = "bad-" + i;
        strangers.execute(() -> refused(questions, token));
      }
      assertThat(busy.await(10, TimeUnit.SECONDS)).isTrue();

      assertThat(ask(questions, "good").isActive()).isTrue();
    } finally {
      released.countDown();
      strangers.shutdownNow();
    }
  }

  @Test
  void waitsForASlowIssuerNoLongerThanTheTimeoutIn04() {
    InProcess server = asked.start(Asked.bySecret().withTimeout(Duration.ofMillis(200)));
    hold();
    long begun = System.nanoTime();

    for (int i = 0; i < 10; i++) {
      assertThat(Asked.status(server, "token-" + i)).isEqualTo(503);
    }

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    assertThat(issuer.introspections()).as("three, and one of ours").isEqualTo(4);
  }

  @Test
  void isNotHeldUpByAnAnswerThatTricklesIn04() {
    InProcess server = asked.start(Asked.bySecret().withTimeout(Duration.ofMillis(200)));
    issuer.answerIntrospection(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          while (released.getCount() > 0) {
            exchange.getResponseBody().write(' ');
            exchange.getResponseBody().flush();
            pause();
          }
        });
    long begun = System.nanoTime();

    assertThat(Asked.status(server, "token")).isEqualTo(503);

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
  }

  @Test
  void answersWhoeverWaitsTooManyAt503In07() throws Exception {
    InProcess server =
        asked.start(
            Asked.bySecret()
                .withTimeout(Duration.ofSeconds(10))
                .withMaximumConcurrent(2)
                .withMaximumWaiting(4));
    String known = asked.opaque();
    assertThat(Asked.status(server, known)).isEqualTo(200);
    AtomicInteger most = new AtomicInteger();
    AtomicInteger now = new AtomicInteger();
    CountDownLatch refused = new CountDownLatch(36);
    CountDownLatch both = new CountDownLatch(2);
    issuer.answerIntrospection(
        exchange -> {
          most.accumulateAndGet(now.incrementAndGet(), Math::max);
          both.countDown();
          await(both);
          await(refused);
          now.decrementAndGet();
          TestIssuer.json(Map.of("active", false)).to(exchange);
        });
    List<Callable<Integer>> requests = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      String token = "token-" + i;
      requests.add(
          () -> {
            int status = Asked.status(server, token);
            if (status == 503) {
              refused.countDown();
            }
            return status;
          });
    }

    List<Integer> statuses = Asked.atOnce(requests);

    assertThat(statuses.stream().filter(status -> status == 503)).hasSize(36);
    assertThat(statuses.stream().filter(status -> status == 401)).hasSize(4);
    assertThat(most).hasValue(2);
    assertThat(Asked.status(server, known)).isEqualTo(200);
  }

  @Test
  void letsNobodyInWhileTheIssuerIsDead() {
    InProcess server = asked.start(Asked.bySecret());
    String token = asked.opaque();
    issuer.close();

    assertThat(Asked.status(server, token)).isEqualTo(503);
    assertThat(asked.causes()).containsExactly("request.introspection_unavailable");
  }

  /** Answers no question before the end of the test; tells when the first has come. */
  private CountDownLatch hold() {
    CountDownLatch arrived = new CountDownLatch(1);
    issuer.answerIntrospection(
        exchange -> {
          arrived.countDown();
          await(released);
          TestIssuer.json(Map.of("active", false)).to(exchange);
        });
    return arrived;
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new AssertionError("Nobody came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

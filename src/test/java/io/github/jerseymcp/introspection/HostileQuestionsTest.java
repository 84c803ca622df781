package io.github.jerseymcp.introspection;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.health.Health;
import io.github.jerseymcp.introspection.ObservedQuestions.State;
import io.github.jerseymcp.jose.TokenHash;
import io.github.jerseymcp.server.Fixture;
import io.github.jerseymcp.server.McpSecurity;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.server.ShelfResource;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.time.Clocks;
import io.github.jerseymcp.token.TrustedIssuer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Strangers with tokens on which whoever is asked hangs or fails: IN-04, IN-07. */
@Timeout(60)
class HostileQuestionsTest {

  private static final Duration TIMEOUT = Duration.ofMillis(200);
  private static final Map<String, Object> GOOD = Map.of("sub", "alice");

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  private final TestIssuer issuer = TestIssuer.start("ES256", time);
  private final ExecutorService strangers = Executors.newCachedThreadPool();
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void stop() {
    released.countDown();
    strangers.shutdownNow();
    issuer.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"hang", "fail", "deny", "break"})
  void shutNobodyOutBySomeTokensIn07(String what) throws Exception {
    TokenQuestions<Object> questions = questions(Introspection.ofSecret("notes", "secret"));
    issuer.answerIntrospection(
        exchange -> {
          String token = new String(exchange.getRequestBody().readAllBytes(), US_ASCII);
          if (!token.contains("bad")) {
            boolean good = token.contains("good");
            TestIssuer.json(good ? Map.of("active", true, "sub", "alice") : Map.of("active", false))
                .to(exchange);
          } else if (what.equals("hang")) {
            await(released);
          } else if (what.equals("break")) {
            exchange.close();
          } else {
            TestIssuer.status(what.equals("fail") ? 500 : 403, "").to(exchange);
          }
        });

    for (int round = 0; round < 3; round++) {
      for (int i = 0; i < 3; i++) {
        unanswered(questions, "bad-" + round + "-" + i);
      }
      assertThat(ask(questions, "good-" + round).isActive()).as("round " + round).isTrue();
      assertThat(questions.state()).isEqualTo(State.ANSWERED);
    }
  }

  /** One token, so that it is asked about again each time. */
  @Test
  void shutNobodyOutByOneTokenIn07() throws Exception {
    TokenQuestions<Object> questions = questions(Introspection.ofSecret("notes", "secret"));
    issuer.answerIntrospection(
        exchange -> {
          String token = new String(exchange.getRequestBody().readAllBytes(), US_ASCII);
          if (token.contains("bad")) {
            TestIssuer.status(500, "").to(exchange);
          } else {
            TestIssuer.json(Map.of("active", false)).to(exchange);
          }
        });

    for (int i = 0; i < 20; i++) {
      unanswered(questions, "bad");
      assertThat(ask(questions, "new-" + i).isActive()).isFalse();
      unanswered(questions, "bad");
      unanswered(questions, "bad");
    }
  }

  @Test
  void shutNobodyOutOfAVerifierThatThrowsIn07() throws Exception {
    TokenQuestions<Object> questions =
        questions(
            Introspection.ofVerifier(
                token -> {
                  if (token.startsWith("bad")) {
                    throw new IllegalArgumentException("no such form");
                  }
                  return Optional.of(GOOD);
                }));
    assertThat(ask(questions, "good").isActive()).isTrue();

    for (int i = 0; i < 10; i++) {
      unanswered(questions, "bad-" + i);
    }

    assertThat(ask(questions, "new").isActive()).isTrue();
    assertThat(questions.state()).isEqualTo(State.ANSWERED);
  }

  /** A tenth of the places to wait is out of reach for the requests with one token. */
  @Test
  void fillNoPlacesByManyRequestsWithOneTokenIn07() throws Exception {
    Semaphore asked = new Semaphore(0);
    TokenQuestions<Object> questions =
        questions(
            Introspection.ofVerifier(
                    token -> {
                      if (token.equals("bad")) {
                        asked.release();
                        await(released);
                      }
                      return Optional.of(GOOD);
                    })
                .withTimeout(Duration.ofSeconds(20))
                .withMaximumWaiting(16));
    Semaphore refused = new Semaphore(0);
    for (int i = 0; i < 40; i++) {
      strangers.execute(
          () -> {
            try {
              var unused = ask(questions, "bad");
            } catch (Exception e) {
              refused.release();
            }
          });
    }
    assertThat(asked.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
    assertThat(refused.tryAcquire(40 - 13, 20, TimeUnit.SECONDS)).isTrue();

    assertThat(ask(questions, "new").isActive()).isTrue();
  }

  @Test
  void areSeenWhereAVerifierDoesNotComeBack() throws Exception {
    CountDownLatch asked = new CountDownLatch(2);
    TokenQuestions<Object> questions =
        questions(
            Introspection.ofVerifier(
                    token -> {
                      if (token.startsWith("bad")) {
                        asked.countDown();
                        await(released);
                      }
                      return Optional.of(GOOD);
                    })
                .withTimeout(Duration.ofSeconds(3))
                .withMaximumConcurrent(2));
    assertThat(ask(questions, "good").isActive()).isTrue();
    Future<?> first = strangers.submit(() -> ask(questions, "bad-1"));
    while (asked.getCount() > 1) {
      Thread.onSpinWait();
    }
    time.advance(Duration.ofSeconds(3));
    assertThat(questions.state()).as("in its time").isEqualTo(State.ANSWERED);
    time.advance(Duration.ofMillis(1));
    assertThat(questions.state()).isEqualTo(State.HANGING);
    Future<?> second = strangers.submit(() -> ask(questions, "bad-2"));
    asked.await();
    time.advance(Duration.ofSeconds(4));
    assertThat(questions.state()).as("in all places").isEqualTo(State.UNANSWERED);

    released.countDown();
    first.get();
    second.get();
    assertThat(questions.state()).isEqualTo(State.ANSWERED);
  }

  @Test
  void degradeTheHealthOfAnApplicationWhoseVerifierHangs() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    TokenVerifier verifier =
        token -> {
          asked.countDown();
          await(released);
          return Optional.empty();
        };
    ResourceConfig application =
        new ResourceConfig(ShelfResource.class)
            .register(
                McpSecurityFeature.create(
                    McpSecurityConfig.builder(Fixture.ORIGIN)
                        .clock(time)
                        .issuer(
                            TrustedIssuer.of(issuer.issuer())
                                .withIntrospection(Introspection.ofVerifier(verifier)))
                        .build()));
    InProcess server = InProcess.start(application, Fixture.ORIGIN + "/");
    Future<?> hung = strangers.submit(() -> Asked.status(server, "opaque"));
    asked.await();
    time.advance(Duration.ofSeconds(10));

    Health health = McpSecurity.of(application).health();

    assertThat(health.status()).isEqualTo(Health.Status.DEGRADED);
    assertThat(health.parts())
        .filteredOn(part -> part.name().equals("introspection"))
        .singleElement()
        .satisfies(part -> assertThat(part.toString()).contains("give up by itself"));
    released.countDown();
    hung.get();
    assertThat(McpSecurity.of(application).health().status()).isEqualTo(Health.Status.UP);
  }

  private TokenQuestions<Object> questions(Introspection how) {
    return new TokenQuestions<>(
        issuer.issuer(),
        how.verifier().isPresent() ? how : how.withTimeout(TIMEOUT),
        Optional.empty(),
        signed -> false,
        100_000,
        claims -> 1_000,
        Clocks.of(time),
        SecurityEvents.unheard());
  }

  private static void unanswered(TokenQuestions<Object> questions, String token) {
    assertThatExceptionOfType(TokenUncheckedException.class)
        .isThrownBy(() -> ask(questions, token));
  }

  private static TokenAnswer<Object> ask(TokenQuestions<Object> questions, String token)
      throws Exception {
    return questions.ask(TokenHash.of(token, 0), () -> token, 1_800_000_000_000L);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(40, TimeUnit.SECONDS)) {
        throw new AssertionError("Nobody came");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

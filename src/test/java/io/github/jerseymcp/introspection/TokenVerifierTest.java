package io.github.jerseymcp.introspection;

import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TokenVerifierContract;
import io.github.jerseymcp.testsupport.ContractTests;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that the application itself verifies: what it says is checked, and never believed. */
class TokenVerifierTest {

  private static final Instant LATER = Instant.ofEpochSecond(4_000_000_000L);

  private static final Instant AFTER_OUTAGE = Instant.parse("2026-11-22T12:02:00Z");

  private final Asked asked = new Asked();

  @AfterEach
  void stop() {
    asked.close();
  }

  static Stream<Arguments> verifiers() {
    return Stream.of(
        row("all that is needed", 200, claims()),
        row("exp a number", 200, with("exp", 4_000_000_000L)),
        row("exp an Integer", 200, with("exp", Integer.MAX_VALUE)),
        row("aud a list", 200, with("aud", List.of(ORIGIN + "/shelf", "other"))),
        row("further claims of all sorts", 200, with("more", Map.of("a", List.of(1, 2.5f, true)))),
        row("nothing", 401, token -> Optional.empty()),
        row("null", 401, token -> null),
        row("no claims", 401, token -> Optional.of(Map.of())),
        row("an answer that says active", 200, with("active", true)),
        row("an answer that says that it is not", 401, with("active", false)),
        row("an answer that says so in a text", 401, with("active", "true")),
        row("claims that are changed just now", 503, token -> Optional.of(changing())),
        row("no aud", 401, with("aud", null)),
        row("another audience", 401, with("aud", ORIGIN + "/other")),
        row("no exp", 401, with("exp", null)),
        row("expired", 401, with("exp", Instant.EPOCH)),
        row("exp a text", 401, with("exp", "4000000000")),
        row("not yet", 401, with("nbf", LATER)),
        row("no subject", 401, with("sub", null)),
        row("another issuer", 401, with("iss", "https://other.example")),
        row("bound to a key", 401, with("cnf", Map.of("jkt", "x"))),
        row("no scope", 403, with("scope", "other")),
        row("a claim that is no JSON", 503, with("more", new Object())),
        row("a name that is null", 503, token -> Optional.of(nameless())),
        row("an exception", 503, thrower(new IllegalStateException("secret opaque"))),
        row("a checked exception", 503, thrower(new IOException("secret opaque"))),
        row("an interruption", 503, thrower(new InterruptedException())));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("verifiers")
  void isCheckedAsAJwtIs(String row, int expected, TokenVerifier verifier) {
    InProcess server = asked.start(Introspection.ofVerifier(verifier));

    assertThat(Asked.status(server, "opaque")).isEqualTo(expected);
    assertThat(Thread.interrupted()).isEqualTo(row.equals("an interruption"));
    assertThat(asked.issuer.metadataFetches() + asked.issuer.introspections()).isZero();
  }

  @Test
  void isAskedAboutWhateverComes() {
    Map<String, Map<String, Object>> known = new ConcurrentHashMap<>();
    InProcess server =
        asked.start(Introspection.ofVerifier(token -> Optional.ofNullable(known.get(token))));
    // PASETO has the shape of a JWT, and is none.
    for (String token : List.of("v4.local.abc", "ghp_16C7e42F", asked.token().sign())) {
      known.put(token, all());
      assertThat(Asked.status(server, token)).as(token).isEqualTo(200);
    }
    assertThat(asked.issuer.keyFetches()).isZero();
  }

  @Test
  void isAskedOnceForAHundredRequestsIn07() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    InProcess server =
        asked.start(
            Introspection.ofVerifier(
                token -> {
                  calls.incrementAndGet();
                  return Optional.of(all());
                }));

    List<Integer> statuses =
        Asked.atOnce(Collections.nCopies(100, () -> Asked.status(server, "opaque")));

    assertThat(statuses).containsOnly(200);
    assertThat(calls).hasValue(1);
  }

  @Test
  void isSparedWhileItFailsForTokensThatWereGood() {
    AtomicInteger calls = new AtomicInteger();
    AtomicBoolean broken = new AtomicBoolean();
    InProcess server =
        asked.start(
            Introspection.ofVerifier(
                token -> {
                  calls.incrementAndGet();
                  if (broken.get()) {
                    throw new IllegalStateException();
                  }
                  return Optional.of(all());
                }));
    for (int i = 0; i < 10; i++) {
      assertThat(Asked.status(server, "token-" + i)).isEqualTo(200);
    }
    asked.time.advance(Duration.ofMinutes(2));
    broken.set(true);
    calls.set(0);

    for (int i = 0; i < 10; i++) {
      assertThat(Asked.status(server, "token-" + i)).isEqualTo(503);
    }
    assertThat(calls).hasValue(3);

    broken.set(false);
    asked.time.advance(Duration.ofSeconds(5));
    assertThat(Asked.status(server, "token-0")).isEqualTo(200);
  }

  /** It cannot be interrupted, and whoever made up the token may have meant it to hang. */
  @ParameterizedTest
  @ValueSource(strings = {"made-up", "token-9"})
  void aTrialThatNeverEndsShutsNobodyOut(String hangs) throws Exception {
    AtomicBoolean broken = new AtomicBoolean();
    CountDownLatch tried = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    InProcess server =
        asked.start(
            Introspection.ofVerifier(
                token -> {
                  if (broken.get()) {
                    throw new IllegalStateException();
                  }
                  if (token.equals(hangs) && asked.time.instant().isAfter(AFTER_OUTAGE)) {
                    tried.countDown();
                    end.await();
                  }
                  return token.startsWith("token") ? Optional.of(all()) : Optional.empty();
                }));
    for (int i = 0; i < 10; i++) {
      assertThat(Asked.status(server, "token-" + i)).isEqualTo(200);
    }
    asked.time.advance(Duration.ofMinutes(2));
    broken.set(true);
    for (int i = 0; i < 3; i++) {
      assertThat(Asked.status(server, "token-" + i)).isEqualTo(503);
    }
    asked.time.advance(Duration.ofSeconds(5));
    broken.set(false);
    Thread client = new Thread(() -> Asked.status(server, hangs));
    client.start();
    try {
      tried.await();
      asked.time.advance(Duration.ofSeconds(hangs.equals("made-up") ? 0 : 5));

      assertThat(Asked.status(server, "token-0")).isEqualTo(200);
      assertThat(Asked.status(server, "token-1")).isEqualTo(200);
    } finally {
      end.countDown();
      client.join();
    }
  }

  @TestFactory
  Stream<DynamicTest> keepsTheContract() {
    return ContractTests.of(new OfMap().rules());
  }

  /** A verifier as an application may write one. */
  private static final class OfMap extends TokenVerifierContract {

    private final Map<String, Map<String, Object>> tokens = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();
    private volatile boolean broken;

    @Override
    protected TokenVerifier verifier() {
      return token -> {
        if (broken) {
          throw new IOException("The database is down");
        }
        return Optional.ofNullable(tokens.get(token));
      };
    }

    @Override
    protected String goodToken(String subject) {
      String token = "Token-" + numbers.incrementAndGet();
      tokens.put(token, Map.of("sub", subject, "exp", LATER, "aud", "https://mcp.example.com/mcp"));
      return token;
    }

    @Override
    protected String endedToken() {
      return "Token-0";
    }

    @Override
    protected boolean canBreakDown() {
      return true;
    }

    @Override
    protected void breakDown() {
      broken = true;
    }

    @Override
    protected void repair() {
      broken = false;
    }
  }

  private static Map<String, Object> changing() {
    return new HashMap<>(all()) {
      @Override
      public Set<Map.Entry<String, Object>> entrySet() {
        throw new ConcurrentModificationException("secret opaque");
      }
    };
  }

  private static Map<String, Object> all() {
    return new HashMap<>(
        Map.of("sub", "alice", "aud", ORIGIN + "/shelf", "exp", LATER, "scope", "shelf:open read"));
  }

  private static TokenVerifier claims() {
    return token -> Optional.of(all());
  }

  private static TokenVerifier with(String name, Object value) {
    Map<String, Object> claims = all();
    if (value == null) {
      claims.remove(name);
    } else {
      claims.put(name, value);
    }
    return token -> Optional.of(claims);
  }

  private static Map<String, Object> nameless() {
    Map<String, Object> claims = all();
    claims.put(null, "x");
    return claims;
  }

  private static TokenVerifier thrower(Exception thrown) {
    return token -> {
      throw thrown;
    };
  }

  private static Arguments row(String name, int expected, TokenVerifier verifier) {
    return Arguments.of(name, expected, verifier);
  }
}

package io.github.jerseymcp.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWKSet;
import io.github.jerseymcp.jose.SignatureVerifier;
import io.github.jerseymcp.server.CountingProvider;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A token that was verified before is judged as if it were verified now. */
@Tag("once")
class TokenCacheTest {

  private static final String RESOURCE = "https://mcp.example.com/mcp";
  private static final String OTHER_RESOURCE = "https://mcp.example.com/other";

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  private final TestIssuer issuer = TestIssuer.start("ES256", time);
  private final RevokedTokens revoked = RevokedTokens.create(time);
  private final CountingProvider counter = new CountingProvider();
  private final TokenSettings policy =
      TokenSettings.defaults()
          .withMaximumLifetime(Duration.ofMinutes(20))
          .withSignatures(new SignatureVerifier(counter));
  private final VerifyToken cached = verifier(policy);
  private final VerifyToken uncached = verifier(policy.withoutCache());

  @AfterEach
  void stop() {
    cached.close();
    uncached.close();
    issuer.close();
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        row("nothing", "accepted", t -> {}),
        row("AT-05 a second before its end", "accepted", t -> t.advance(629)),
        row("AT-05 its end, leeway included", "EXPIRED", t -> t.advance(630)),
        row("AT-05 long past its end", "EXPIRED", t -> t.advance(100_000)),
        row("AT-09 the clock goes back, within the leeway", "accepted", t -> t.advance(-30)),
        row("AT-09 the clock goes back beyond it", "NOT_YET_VALID", t -> t.advance(-31)),
        row("G6 it is revoked", "REVOKED", t -> t.revoked.revoke(t.issuer.issuer(), "id-1")),
        row("G6 another is revoked", "accepted", t -> t.revoked.revoke(t.issuer.issuer(), "id-2")),
        row(
            "G6 one of another issuer is revoked",
            "accepted",
            t -> t.revoked.revoke("https://other.example", "id-1")),
        row("trap 22 its key is removed", "UNKNOWN_KEY", TokenCacheTest::removeKey),
        row("trap 22 its key is replaced under one name", "SIGNATURE", TokenCacheTest::replaceKey),
        row("JB-04 a key is added", "accepted", TokenCacheTest::addKey),
        row("G15 the keys are out of reach", "unavailable", TokenCacheTest::loseKeys));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("changes")
  void judgesAsIfItWereNew(String row, String expected, Consumer<TokenCacheTest> change) {
    String token = token().sign();
    assertThat(outcome(cached, token, RESOURCE)).isEqualTo("accepted");
    assertThat(outcome(uncached, token, RESOURCE)).isEqualTo("accepted");

    change.accept(this);

    for (int i = 0; i < 3; i++) {
      assertThat(outcome(cached, token, RESOURCE)).as("cached").isEqualTo(expected);
      assertThat(outcome(uncached, token, RESOURCE)).as("not cached").isEqualTo(expected);
    }
  }

  static Stream<Arguments> tokens() {
    return Stream.of(
        token("AT-07 without iat and a longest life", t -> t.without("iat")),
        token("AT-09 nbf", t -> t.claim("nbf", t0() + 40)),
        token("AT-05 exp a fraction", t -> t.claim("exp", t0() + 600.5)),
        token("LIFETIME", t -> t.claim("exp", t0() + 1201)),
        token("RI-02 two audiences", t -> t.audience(RESOURCE, OTHER_RESOURCE)),
        token("RI-03 another audience", t -> t.audience(OTHER_RESOURCE)));
  }

  /** Moves through the life of a token, there and back, and asks for two resources. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("tokens")
  void agreesWithAFreshVerificationAtEachInstant(String row, UnaryOperator<TestToken> change) {
    String token = change.apply(token()).sign();
    List<Long> steps = new ArrayList<>();
    for (long at = -40; at <= 1300; at += 5) {
      steps.add(at);
    }
    for (long at = 1300; at >= -40; at -= 35) {
      steps.add(at);
    }
    long position = 0;
    for (long at : steps) {
      advance(at - position);
      position = at;
      for (String resource : List.of(RESOURCE, OTHER_RESOURCE)) {
        assertThat(outcome(cached, token, resource))
            .as("%s s, %s", at, resource)
            .isEqualTo(outcome(uncached, token, resource));
      }
    }
  }

  @Test
  void verifiesASignatureOnce() {
    String token = token().sign();
    for (int i = 0; i < 10; i++) {
      assertThat(outcome(cached, token, RESOURCE)).isEqualTo("accepted");
    }
    assertThat(counter.verifications()).isEqualTo(1);
  }

  @Test
  void takesATokenForNoOtherThanItself() {
    String token = token().sign();
    assertThat(outcome(cached, token, RESOURCE)).isEqualTo("accepted");

    char last = token.charAt(10);
    String alias = token.substring(0, 10) + (char) (0x100 + last) + token.substring(11);
    for (String other : List.of(token + "=", token + "\n", " " + token, alias, token + ".")) {
      assertThat(outcome(cached, other, RESOURCE)).as("C.13").isEqualTo("MALFORMED");
    }
  }

  @Test
  void verifiesOnceWhatManyBringAtTheSameTime() throws Exception {
    String token = token().sign();

    assertThat(atOnce(64, token)).containsOnly("accepted").hasSize(64);
    assertThat(counter.verifications()).isEqualTo(1);
  }

  @Test
  void letsOneVerifyForAllWhoFoundTheKeysAtOnce() throws Exception {
    CountDownLatch second = new CountDownLatch(2);
    JWKSet keys = new JWKSet(issuer.key().publicJwk());
    TrustedIssuer trusted =
        TrustedIssuer.of(issuer.issuer())
            .withKeys(
                () -> {
                  second.countDown();
                  try {
                    second.await(300, TimeUnit.MILLISECONDS);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return keys;
                });
    try (VerifyToken verify =
        new VerifyToken(List.of(trusted), policy, KeySettings.defaults(), time)) {
      assertThat(atOnce(verify, 64, token().sign())).containsOnly("accepted").hasSize(64);
    }
    assertThat(counter.verifications()).isEqualTo(1);
  }

  @Test
  void refusesATokenThatIsRevokedWhileItIsVerified() {
    JWKSet keys = new JWKSet(issuer.key().publicJwk());
    TrustedIssuer trusted =
        TrustedIssuer.of(issuer.issuer())
            .withKeys(
                () -> {
                  revoked.revoke(issuer.issuer(), "id-1");
                  return keys;
                });
    String token = token().sign();
    try (VerifyToken verify =
        new VerifyToken(
            List.of(trusted), policy, KeySettings.defaults(), Optional.of(revoked), time)) {
      outcome(verify, token, RESOURCE);

      assertThat(outcome(verify, token, RESOURCE)).as("G6").isEqualTo("REVOKED");
    }
  }

  @Test
  void refusesToAllWhatManyBringAtTheSameTimeAndForgetsIt() throws Exception {
    String forged = token().forgedBy(SigningKey.generate("ES256", "x")).sign();

    assertThat(atOnce(64, forged)).containsOnly("SIGNATURE").hasSize(64);
    assertThat(cached.remembered()).isZero();
    int before = counter.verifications();
    assertThat(outcome(cached, forged, RESOURCE)).isEqualTo("SIGNATURE");
    assertThat(counter.verifications()).isEqualTo(before + 1);
  }

  @Test
  void remembersNothingThatWasRefused() {
    for (int i = 0; i < 20; i++) {
      outcome(
          cached, token().claim("sub", "s" + i).audience("https://evil.example").sign(), RESOURCE);
      outcome(cached, token().header("kid", "k" + i).sign(), RESOURCE);
      outcome(cached, "garbage" + i, RESOURCE);
    }
    assertThat(cached.remembered()).isZero();
  }

  @Test
  void forgetsARevokedTokenAtOnce() {
    outcome(cached, token().sign(), RESOURCE);
    outcome(cached, token().claim("jti", "id-2").sign(), RESOURCE);
    assertThat(cached.remembered()).isEqualTo(2);

    revoked.revoke(issuer.issuer(), "id-1");

    assertThat(cached.remembered()).isEqualTo(1);
  }

  @Test
  void forgetsATokenWhoseKeyIsGone() {
    String token = token().sign();
    outcome(cached, token, RESOURCE);
    removeKey(this);

    outcome(cached, token, RESOURCE);

    assertThat(cached.remembered()).isZero();
  }

  @Test
  void forgetsWhatHasExpired() {
    outcome(cached, token().sign(), RESOURCE);
    assertThat(cached.remembered()).isEqualTo(1);

    advance(700);
    outcome(
        cached,
        token().claim("jti", "id-2").claim("exp", t0() + 1500).claim("iat", t0() + 700).sign(),
        RESOURCE);

    assertThat(cached.remembered()).isEqualTo(1);
  }

  @Test
  void staysWithinItsMemory() {
    String claim = "x".repeat(3000);
    try (VerifyToken small = verifier(policy.withCacheBytes(64 << 10))) {
      for (int i = 0; i < 50; i++) {
        String token = token().claim("jti", "id-" + i).claim("large", claim).sign();
        assertThat(outcome(small, token, RESOURCE)).isEqualTo("accepted");
      }
      // Each takes at least the 6,000 bytes of its large claim.
      assertThat(small.remembered()).isBetween(1L, 10L);
    }
  }

  @Test
  void judgesByTheIssuersOfEachResource() {
    String token = token().sign();
    assertThat(outcome(cached, token, RESOURCE)).isEqualTo("accepted");

    assertThat(outcome(cached, token, RESOURCE, Set.of("https://other.example")))
        .as("S-08")
        .isEqualTo("UNKNOWN_ISSUER");
  }

  private List<String> atOnce(int threads, String token) throws Exception {
    return atOnce(cached, threads, token);
  }

  private List<String> atOnce(VerifyToken verify, int threads, String token) throws Exception {
    assertThat(outcome(cached, token().header("kid", "warms the keys").sign(), RESOURCE))
        .isEqualTo("UNKNOWN_KEY");
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      CyclicBarrier barrier = new CyclicBarrier(threads);
      List<Callable<String>> calls = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        calls.add(
            () -> {
              barrier.await();
              return outcome(verify, token, RESOURCE);
            });
      }
      List<String> outcomes = new ArrayList<>();
      for (Future<String> future : executor.invokeAll(calls)) {
        outcomes.add(future.get());
      }
      return outcomes;
    } finally {
      executor.shutdownNow();
    }
  }

  private static void removeKey(TokenCacheTest test) {
    test.issuer.use(SigningKey.generate("ES256", "next"));
    test.advance(301);
  }

  private static void replaceKey(TokenCacheTest test) {
    test.issuer.use(SigningKey.generate("ES256", test.issuer.key().keyId()));
    test.advance(301);
  }

  private static void addKey(TokenCacheTest test) {
    test.issuer.rotate();
    test.advance(301);
  }

  private static void loseKeys(TokenCacheTest test) {
    test.issuer.outage(true);
    test.advance(301);
  }

  private void advance(long seconds) {
    time.advance(Duration.ofSeconds(seconds));
  }

  private TestToken token() {
    return issuer.token().audience(RESOURCE).claim("jti", "id-1");
  }

  private static long t0() {
    return Instant.parse("2026-11-22T12:00:00Z").getEpochSecond();
  }

  private VerifyToken verifier(TokenSettings tokens) {
    TrustedIssuer trusted =
        TrustedIssuer.of(issuer.issuer()).withRequiredClaims("iss", "aud", "exp", "sub");
    KeySettings keys = KeySettings.defaults().withOutageTolerance(Duration.ZERO);
    return new VerifyToken(List.of(trusted), tokens, keys, Optional.of(revoked), time);
  }

  private String outcome(VerifyToken verify, String token, String resource) {
    return outcome(verify, token, resource, Set.of(issuer.issuer()));
  }

  private static String outcome(
      VerifyToken verify, String token, String resource, Set<String> issuers) {
    try {
      return verify.verify(token, resource, issuers).subject().equals("alice")
          ? "accepted"
          : "another";
    } catch (InvalidTokenException e) {
      return e.fault().name();
    } catch (KeysUnavailableException e) {
      return "unavailable";
    }
  }

  private static Arguments row(String name, String expected, Consumer<TokenCacheTest> change) {
    return Arguments.of(name, expected, change);
  }

  private static Arguments token(String name, UnaryOperator<TestToken> change) {
    return Arguments.of(name, change);
  }
}

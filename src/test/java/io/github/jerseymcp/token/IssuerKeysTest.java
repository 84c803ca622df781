package io.github.jerseymcp.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.nimbusds.jose.jwk.JWKSet;
import com.sun.net.httpserver.HttpExchange;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("once")
class IssuerKeysTest {

  private static final String RESOURCE = "https://mcp.example.com/mcp";
  private static final KeySettings POLICY =
      KeySettings.defaults().withFetchTimeout(Duration.ofSeconds(2));

  private final MutableTime time = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  private final TestIssuer issuer = TestIssuer.start("ES256", time);
  private VerifyToken verify = verifier(TrustedIssuer.of(issuer.issuer()), POLICY);

  @AfterEach
  void stop() {
    verify.close();
    issuer.close();
  }

  @Test
  void nothingIsFetchedForTokensThatNeedNoKey() {
    assertRefused(issuer.token().audience(RESOURCE).claim("iss", "https://evil.example").sign());
    assertRefused(issuer.token().audience(RESOURCE).header("alg", "none").sign());
    assertRefused(issuer.token().audience(RESOURCE).expiresIn(Duration.ofHours(-1)).sign());
    assertRefused(issuer.token().audience("https://other.example").sign());

    assertThat(issuer.metadataFetches() + issuer.keyFetches()).as("B-03").isZero();
  }

  @Test
  void keysAreFetchedOnceForManyTokens() {
    for (int i = 0; i < 20; i++) {
      assertAccepted(valid());
    }
    assertThat(issuer.metadataFetches()).isEqualTo(1);
    assertThat(issuer.keyFetches()).isEqualTo(1);
  }

  @Test
  void aHundredTokensWithUnknownKeysAtOnceCauseFewFetches() throws Exception {
    List<Callable<TokenFault>> calls = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String token = issuer.token().audience(RESOURCE).header("kid", "unknown-" + i).sign();
      calls.add(() -> reasonOrNone(token));
    }

    assertThat(inParallel(calls))
        .as("JB-04 L-07")
        .contains(TokenFault.UNKNOWN_KEY)
        .isSubsetOf(TokenFault.UNKNOWN_KEY, null);
    assertThat(issuer.keyFetches()).isBetween(1, 3);
    assertAccepted(valid());
  }

  @Test
  void aNewKeyIsUsableWithinThirtySecondsEvenUnderAFloodOfUnknownKeys() {
    assertAccepted(valid());
    for (int i = 0; i < 5; i++) {
      assertRefused(issuer.token().audience(RESOURCE).header("kid", "unknown-" + i).sign());
    }
    issuer.rotate();
    assertThat(refusal(valid())).isEqualTo(TokenFault.UNKNOWN_KEY);

    time.advance(Duration.ofSeconds(15));

    assertAccepted(valid());
  }

  @Test
  void aNewKeyIsUsableAtOnceWhenNothingElseHappens() {
    assertAccepted(valid());
    issuer.rotate();

    assertAccepted(valid());
    assertThat(issuer.keyFetches()).isEqualTo(2);
    assertThat(issuer.metadataFetches()).isEqualTo(1);
  }

  @Test
  void aRemovedKeyStopsVerifyingWhenTheKeysAreRenewed() {
    String token = issuer.token().audience(RESOURCE).expiresIn(Duration.ofHours(1)).sign();
    assertAccepted(token);
    SigningKey next = SigningKey.generate("ES256", "next");
    issuer.use(next);
    assertAccepted(token);

    assertAccepted(valid());

    assertThat(refusal(token)).as("JB-13").isEqualTo(TokenFault.UNKNOWN_KEY);
  }

  @Test
  void aRemovedKeyStopsVerifyingWhenTheKeysHaveGrownOld() {
    String token = issuer.token().audience(RESOURCE).expiresIn(Duration.ofHours(1)).sign();
    assertAccepted(token);
    issuer.use(SigningKey.generate("ES256", "next"));

    time.advance(POLICY.timeToLive().plusMillis(1));

    assertThat(refusal(token)).as("JB-13").isEqualTo(TokenFault.UNKNOWN_KEY);
  }

  @Test
  void keysAreRenewedInTheBackgroundBeforeTheyGrowOld() throws InterruptedException {
    CountDownLatch renewed = new CountDownLatch(1);
    assertAccepted(valid());
    issuer.answerKeys(
        exchange -> {
          TestIssuer.status(200, new JWKSet(issuer.key().publicJwk()).toString()).to(exchange);
          renewed.countDown();
        });
    time.advance(POLICY.timeToLive().minusSeconds(30));

    assertAccepted(valid());

    assertThat(renewed.await(10, TimeUnit.SECONDS)).as("JB-13").isTrue();
  }

  @Test
  void keysOutliveAnOutageForAWhileAndNoLonger() {
    assertAccepted(valid());
    issuer.outage(true);

    time.advance(Duration.ofMinutes(30));
    assertAccepted(valid());

    time.advance(Duration.ofMinutes(31).plus(POLICY.timeToLive()));
    assertUnavailable(valid());

    issuer.outage(false);
    time.advance(POLICY.minimumInterval());
    assertAccepted(valid());
  }

  @Test
  void withoutToleranceAnOutageCountsAsSoonAsKeysAreOld() {
    verify = verifier(TrustedIssuer.of(issuer.issuer()), POLICY.withOutageTolerance(Duration.ZERO));
    assertAccepted(valid());
    issuer.outage(true);

    time.advance(POLICY.timeToLive().plusMillis(1));

    assertUnavailable(valid());
  }

  @Test
  void anUnknownKeyDuringAnOutageIsTheTokensFaultWhileKeysAreLoaded() {
    assertAccepted(valid());
    issuer.outage(true);
    issuer.rotate();

    assertThat(refusal(valid())).isEqualTo(TokenFault.UNKNOWN_KEY);
  }

  @Test
  void anIssuerMayBeDownAtFirstAndIsFoundLater() {
    issuer.outage(true);
    assertUnavailable(valid());
    assertUnavailable(valid());
    assertUnavailable(valid());
    assertThat(issuer.metadataFetches()).as("G15").isLessThanOrEqualTo(2);

    issuer.outage(false);
    time.advance(POLICY.minimumInterval());

    assertAccepted(valid());
  }

  @Test
  void aRefusedConnectionIsAnOutageToo() {
    String token = valid();
    issuer.close();

    assertUnavailable(token);
  }

  @Test
  void callersDoNotPileUpWhileTheIssuerHangs() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    issuer.answerMetadata(exchange -> await(release));
    List<Callable<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      calls.add(
          () -> {
            assertUnavailable(valid());
            return true;
          });
    }
    long start = System.nanoTime();

    assertThat(inParallel(calls)).containsOnly(true);

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isLessThan(POLICY.fetchTimeout().multipliedBy(3));
    assertThat(issuer.metadataFetches()).isEqualTo(1);
    release.countDown();
  }

  static List<Arguments> brokenKeys() {
    return List.of(
        keys("JB-13 redirect", IssuerKeysTest::redirect),
        keys("JB-13 longer than the limit", e -> write(e, -1, 600 * 1024)),
        keys("JB-13 longer than the limit, announced", e -> write(e, 600 * 1024, 600 * 1024)),
        keys("JB-13 endless drip", IssuerKeysTest::drip),
        keys("status 404", TestIssuer.status(404, "{\"keys\":[]}")),
        keys("status 204", TestIssuer.status(204, "")),
        keys("no JSON", TestIssuer.status(200, "<html>")),
        keys("no key set", TestIssuer.status(200, "{}")),
        keys("keys is an object", TestIssuer.status(200, "{\"keys\":{}}")),
        keys("deep", TestIssuer.status(200, "{\"keys\":" + "[".repeat(50_000))),
        keys("empty", TestIssuer.status(200, "")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenKeys")
  void keysThatCannotBeReadAreAnOutage(String row, TestIssuer.Answer answer) {
    issuer.answerKeys(answer);
    long start = System.nanoTime();

    assertUnavailable(valid());

    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .as(row)
        .isLessThan(POLICY.fetchTimeout().multipliedBy(2));
    assertThat(issuer.keyFetches()).isEqualTo(1);
  }

  static List<Arguments> brokenMetadata() {
    return List.of(
        metadata("CL-05 another issuer", m -> m.put("issuer", "https://evil.example")),
        metadata("CL-05 slash", m -> m.put("issuer", m.get("issuer") + "/")),
        metadata("no issuer", m -> m.remove("issuer")),
        metadata("issuer in an array", m -> m.put("issuer", List.of(m.get("issuer")))),
        metadata("no jwks_uri", m -> m.remove("jwks_uri")),
        metadata("S-26 http elsewhere", m -> m.put("jwks_uri", "http://keys.example/jwks")),
        metadata("S-26 file", m -> m.put("jwks_uri", "file:///etc/passwd")),
        metadata("no URI", m -> m.put("jwks_uri", "::")),
        metadata("number", m -> m.put("jwks_uri", 7)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenMetadata")
  void metadataThatIsNotTheIssuersCountsForNothing(
      String row, Consumer<Map<String, Object>> change) {
    Map<String, Object> document = issuer.metadataDocument();
    change.accept(document);
    issuer.answerMetadata(TestIssuer.json(document));

    assertUnavailable(valid());

    assertThat(issuer.keyFetches()).as(row).isZero();
  }

  @Test
  void metadataIsLookedForInThreePlacesBelowAPath() {
    List<String> asked = new ArrayList<>();
    try (TestIssuer realm = TestIssuer.startAt("/realms/a", "ES256", time);
        VerifyToken verifyRealm = verifier(TrustedIssuer.of(realm.issuer()), POLICY)) {
      realm.answerMetadata(
          exchange -> {
            asked.add(exchange.getRequestURI().getPath());
            TestIssuer.json(realm.metadataDocument()).to(exchange);
          });
      String token = realm.token().audience(RESOURCE).sign();

      assertThatNoException()
          .isThrownBy(() -> verifyRealm.verify(token, RESOURCE, Set.of(realm.issuer())));
      assertThat(asked)
          .as("CL-04")
          .containsExactly("/.well-known/oauth-authorization-server/realms/a");

      realm.answerMetadata(TestIssuer.status(404, ""));
      int before = realm.metadataFetches();
      try (VerifyToken again = verifier(TrustedIssuer.of(realm.issuer()), POLICY)) {
        assertThatExceptionOfType(KeysUnavailableException.class)
            .isThrownBy(() -> again.verify(token, RESOURCE, Set.of(realm.issuer())));
      }
      assertThat(realm.metadataFetches() - before).as("CL-04").isEqualTo(3);
    }
  }

  @Test
  void aConfiguredAddressNeedsNoMetadata() {
    verify = verifier(TrustedIssuer.of(issuer.issuer()).withJwksUri(issuer.jwksUri()), POLICY);
    issuer.answerMetadata(TestIssuer.status(500, ""));

    assertAccepted(valid());
    assertThat(issuer.metadataFetches()).isZero();
  }

  @Test
  void configuredKeysNeedNoNetwork() {
    JWKSet keys = new JWKSet(issuer.key().publicJwk());
    verify = verifier(TrustedIssuer.of(issuer.issuer()).withKeys(keys), POLICY);

    assertAccepted(valid());
    assertThat(refusal(issuer.token().audience(RESOURCE).header("kid", "x").sign()))
        .isEqualTo(TokenFault.UNKNOWN_KEY);
    assertThat(issuer.metadataFetches() + issuer.keyFetches()).isZero();
  }

  @Test
  void suppliedKeysAreTheApplicationsAffair() {
    AtomicReference<JWKSet> keys = new AtomicReference<>();
    verify = verifier(TrustedIssuer.of(issuer.issuer()).withKeys(keys::get), POLICY);

    assertUnavailable(valid());
    keys.set(new JWKSet(issuer.key().publicJwk()));
    assertAccepted(valid());
    keys.set(new JWKSet());
    assertThat(refusal(valid())).isEqualTo(TokenFault.UNKNOWN_KEY);
  }

  @Test
  void keysThatAreNotForUsDoNotDisturbTheOthers() {
    String usable = issuer.key().publicJwk().toJSONString();
    issuer.answerKeys(
        TestIssuer.status(
            200,
            "{\"keys\":[{\"kty\":\"XYZ\",\"kid\":\"a\"},{\"kty\":\"oct\",\"k\":\"AAAA\"},7,null,"
                + "{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":\"AA\"},{},"
                + "{\"kty\":\"RSA\",\"n\":5,\"e\":[]},"
                + usable.replace("}", ",\"x5c\":[\"broken\"]}")
                + "]}"));

    assertAccepted(valid());
  }

  @Test
  void withoutAKeyIdentifierAtMostFiveKeysAreTried() {
    SigningKey[] keys = new SigningKey[6];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = SigningKey.generate("ES256", "many-" + i);
    }
    issuer.use(keys);

    assertThat(
            refusal(
                issuer.token().audience(RESOURCE).withoutHeader("kid").forgedBy(keys[4]).sign()))
        .isNull();
    assertThat(
            refusal(
                issuer.token().audience(RESOURCE).withoutHeader("kid").forgedBy(keys[5]).sign()))
        .as("JB-04")
        .isEqualTo(TokenFault.SIGNATURE);
    assertThat(refusal(issuer.token().audience(RESOURCE).signedBy(keys[5]).sign())).isNull();
  }

  @Test
  void aClosedVerifierStillAnswers() {
    assertAccepted(valid());
    verify.close();
    assertAccepted(valid());
    time.advance(POLICY.timeToLive().minusSeconds(30));
    assertAccepted(valid());
    time.advance(POLICY.timeToLive());
    assertAccepted(valid());
  }

  private String valid() {
    return issuer.token().audience(RESOURCE).sign();
  }

  private VerifyToken verifier(TrustedIssuer trusted, KeySettings policy) {
    return new VerifyToken(List.of(trusted), TokenSettings.defaults(), policy, time);
  }

  private void assertAccepted(String token) {
    assertThat(refusal(token)).isNull();
  }

  private void assertRefused(String token) {
    assertThat(refusal(token)).isNotNull();
  }

  private void assertUnavailable(String token) {
    assertThatExceptionOfType(KeysUnavailableException.class)
        .isThrownBy(() -> refusal(token))
        .matches(e -> e.retryAfter() >= 1 && e.retryAfter() <= 30)
        .withNoCause();
  }

  private TokenFault refusal(String token) {
    try {
      verify.verify(token, RESOURCE, Set.of(issuer.issuer()));
      return null;
    } catch (InvalidTokenException e) {
      return e.fault();
    }
  }

  /** Whoever does not wait for a key is told to come again. */
  private TokenFault reasonOrNone(String token) {
    try {
      return refusal(token);
    } catch (KeysUnavailableException e) {
      return null;
    }
  }

  private static <T> List<T> inParallel(List<Callable<T>> calls) throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(calls.size());
    try {
      List<T> results = new ArrayList<>();
      for (Future<T> future : pool.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }

  private static void redirect(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Location", "/jwks");
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private static void write(HttpExchange exchange, long announced, int bytes) throws IOException {
    exchange.sendResponseHeaders(200, Math.max(announced, 0));
    try (OutputStream body = exchange.getResponseBody()) {
      body.write("{\"keys\":[]}".getBytes(StandardCharsets.UTF_8));
      byte[] spaces = new byte[bytes - 11];
      Arrays.fill(spaces, (byte) ' ');
      body.write(spaces);
    }
  }

  private static void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream body = exchange.getResponseBody()) {
      while (true) {
        body.write(' ');
        body.flush();
        await(new CountDownLatch(1), 50);
      }
    }
  }

  private static void await(CountDownLatch latch) {
    await(latch, 20_000);
  }

  private static void await(CountDownLatch latch, long millis) {
    try {
      if (latch.await(millis, TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("stopped", e);
    }
  }

  private static Arguments keys(String row, TestIssuer.Answer answer) {
    return Arguments.of(row, answer);
  }

  private static Arguments metadata(String row, Consumer<Map<String, Object>> change) {
    return Arguments.of(row, change);
  }
}

package io.github.jerseymcp.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.util.Base64URL;
import io.github.jerseymcp.jose.Cryptography;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyTokenTest {

  private static final String RESOURCE = "https://mcp.example.com/mcp";
  private static final MutableTime TIME = new MutableTime(Instant.parse("2026-11-22T12:00:00Z"));
  private static final TestIssuer ISSUER = TestIssuer.start("ES256", TIME);
  private static final TestIssuer OTHER = TestIssuer.start("ES256", TIME);
  private static final SigningKey STRANGER = SigningKey.generate("ES256", "key-1");
  private static final Set<String> BOTH = Set.of(ISSUER.issuer(), OTHER.issuer());
  private static final VerifyToken VERIFY = verifier(TokenSettings.defaults());

  /** With and without a cache, with native code and without: the outcome must be the same. */
  private static final List<VerifyToken> EVERY_SORT =
      List.of(
          VERIFY,
          verifier(TokenSettings.defaults().withoutCache()),
          verifier(TokenSettings.defaults().withCryptography(Cryptography.JDK)),
          verifier(TokenSettings.defaults().withoutCache().withCryptography(Cryptography.JDK)));

  @AfterAll
  static void stop() {
    EVERY_SORT.forEach(VerifyToken::close);
    ISSUER.close();
    OTHER.close();
  }

  @Test
  void tellsWhatAValidTokenSays() throws InvalidTokenException {
    String token =
        token()
            .scope("b", "a", "b")
            .claim("jti", "id-1")
            .claim("groups", List.of("x"))
            .claim("nothing", null)
            .sign();

    AccessToken verified = verify(token);

    assertThat(verified.issuer()).isEqualTo(ISSUER.issuer());
    assertThat(verified.subject()).isEqualTo("alice");
    assertThat(verified.clientId()).contains("test-client");
    assertThat(verified.scopes()).containsExactly("b", "a");
    assertThat(verified.expiresAt()).isEqualTo(TIME.instant().plusSeconds(600));
    assertThat(verified.tokenId()).contains("id-1");
    assertThat(verified.claims())
        .containsEntry("groups", List.of("x"))
        .containsEntry("nothing", null);
    assertThat(verified).hasToString("AccessToken[redacted]");
    assertThatThrownBy(() -> verified.claims().put("sub", "bob"))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> verified.scopes().add("admin"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  static List<Arguments> accepted() {
    return List.of(
        ok("AT-01 application/at+jwt", t -> t.header("typ", "application/at+jwt")),
        ok("AT-01 any case", t -> t.header("typ", "AT+JWT")),
        ok("S-10 one of several audiences", t -> t.audience("x", RESOURCE)),
        ok("S-25 scheme and host in capitals", t -> t.audience("HTTPS://MCP.Example.com/mcp")),
        ok("AT-05 within the leeway", t -> t.claim("exp", now() - 29)),
        ok("exp with a fraction", t -> t.claim("exp", now() + 10.5)),
        ok("AT-09 nbf within the leeway", t -> t.claim("nbf", now() + 30)),
        ok("AT-09 iat within the leeway", t -> t.claim("iat", now() + 30)),
        ok("AT-08 client is its own subject", t -> t.subject("test-client")),
        ok("JB-04 no kid", t -> t.withoutHeader("kid")),
        ok("BE-09 empty scope", t -> t.claim("scope", "")),
        ok("unknown claims", t -> t.claim("x", Map.of("y", List.of(1)))),
        ok("JB-05 jku and x5u are ignored", t -> t.header("jku", "https://evil.example/jwks")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void accepts(String row, UnaryOperator<TestToken> change) throws InvalidTokenException {
    String token = change.apply(token()).sign();
    for (VerifyToken verify : EVERY_SORT) {
      assertThat(verify.verify(token, RESOURCE, BOTH).issuer()).as(row).isEqualTo(ISSUER.issuer());
      assertThat(verify.verify(token, RESOURCE, BOTH).issuer()).as(row).isEqualTo(ISSUER.issuer());
    }
  }

  static List<Arguments> refused() {
    return List.of(
        no("AT-01 typ JWT", TokenFault.TYPE, t -> t.header("typ", "JWT")),
        no("AT-01 no typ", TokenFault.TYPE, t -> t.withoutHeader("typ")),
        no("AT-01 id_token", TokenFault.TYPE, t -> t.header("typ", "id_token")),
        no("JB-11 dpop+jwt", TokenFault.TYPE, t -> t.header("typ", "dpop+jwt")),
        no("AT-11 ID-JAG", TokenFault.TYPE, t -> t.header("typ", "oauth-id-jag+jwt")),
        no("AT-01 logout+jwt", TokenFault.TYPE, t -> t.header("typ", "logout+jwt")),
        no("AT-01 secevent+jwt", TokenFault.TYPE, t -> t.header("typ", "secevent+jwt")),
        no("AT-01 empty typ", TokenFault.TYPE, t -> t.header("typ", "")),
        no("C.13 typ number", TokenFault.MALFORMED, t -> t.header("typ", 1)),
        no(
            "AT-02 unknown iss",
            TokenFault.UNKNOWN_ISSUER,
            t -> t.claim("iss", "https://evil.example")),
        no("AT-02 slash", TokenFault.UNKNOWN_ISSUER, t -> t.claim("iss", ISSUER.issuer() + "/")),
        no("AT-07 iss absent", TokenFault.CLAIMS, t -> t.without("iss")),
        no("JB-15 iss array", TokenFault.CLAIMS, t -> t.claim("iss", List.of(ISSUER.issuer()))),
        no("JB-15 iss null", TokenFault.CLAIMS, t -> t.claim("iss", null)),
        no("JB-01 alg not allowed", TokenFault.ALGORITHM, t -> t.header("alg", "RS512")),
        no("JB-01 alg none", TokenFault.ALGORITHM, t -> t.header("alg", "none")),
        no("JB-01 alg None", TokenFault.ALGORITHM, t -> t.header("alg", "None")),
        no("JB-01 alg nOnE", TokenFault.ALGORITHM, t -> t.header("alg", "nOnE")),
        no("JB-01 alg empty", TokenFault.ALGORITHM, t -> t.header("alg", "")),
        no("JB-01 RS256 with an EC key", TokenFault.UNKNOWN_KEY, t -> t.header("alg", "RS256")),
        no("JB-02 ES384 with a P-256 key", TokenFault.UNKNOWN_KEY, t -> t.header("alg", "ES384")),
        no("AT-04 signed by a stranger", TokenFault.SIGNATURE, t -> t.forgedBy(STRANGER)),
        no(
            "JB-04 no kid, stranger",
            TokenFault.SIGNATURE,
            t -> t.withoutHeader("kid").forgedBy(STRANGER)),
        no("S-08 JB-03 the other issuer's key", TokenFault.SIGNATURE, t -> t.forgedBy(OTHER.key())),
        no("JB-04 unknown kid", TokenFault.UNKNOWN_KEY, t -> t.header("kid", "no-such-key")),
        no("JB-04 long kid", TokenFault.MALFORMED, t -> t.header("kid", "k".repeat(257))),
        no("C.13 kid number", TokenFault.MALFORMED, t -> t.header("kid", 7)),
        no("JB-05 key in the header", TokenFault.SIGNATURE, VerifyTokenTest::withOwnKey),
        no("JB-06 crit empty", TokenFault.MALFORMED, t -> t.header("crit", List.of())),
        no(
            "CVE-2025-59420 crit unknown",
            TokenFault.MALFORMED,
            t -> t.header("crit", List.of("x"))),
        no("JB-07 b64", TokenFault.MALFORMED, t -> t.header("b64", true)),
        no("JB-10 zip", TokenFault.MALFORMED, t -> t.header("zip", "DEF")),
        no("AT-05 expired", TokenFault.EXPIRED, t -> t.claim("exp", now() - 31)),
        no("AT-05 at the leeway's end", TokenFault.EXPIRED, t -> t.claim("exp", now() - 30)),
        no("AT-05 exp absent", TokenFault.CLAIMS, t -> t.without("exp")),
        no("C.13 exp null", TokenFault.CLAIMS, t -> t.claim("exp", null)),
        no("CVE-2026-25537 exp text", TokenFault.CLAIMS, t -> t.claim("exp", "9999999999")),
        no("AT-05 exp negative", TokenFault.CLAIMS, t -> t.claim("exp", -1)),
        no("C.13 exp 1e17", TokenFault.CLAIMS, t -> t.claim("exp", 1e17)),
        no("C.13 exp 1e300", TokenFault.CLAIMS, t -> t.claim("exp", 1e300)),
        no("C.13 exp huge", TokenFault.CLAIMS, t -> t.claim("exp", Long.MAX_VALUE)),
        no("exp true", TokenFault.CLAIMS, t -> t.claim("exp", true)),
        no("AT-09 nbf ahead", TokenFault.NOT_YET_VALID, t -> t.claim("nbf", now() + 31)),
        no("CVE-2026-25537 nbf array", TokenFault.CLAIMS, t -> t.claim("nbf", List.of())),
        no("AT-09 nbf null", TokenFault.CLAIMS, t -> t.claim("nbf", null)),
        no("AT-09 C.13 iat ahead", TokenFault.NOT_YET_VALID, t -> t.claim("iat", now() + 31)),
        no("AT-07 iat absent", TokenFault.CLAIMS, t -> t.without("iat")),
        no("JB-15 iat null", TokenFault.CLAIMS, t -> t.claim("iat", null)),
        no(
            "CVE-2026-25537 iat 1e400",
            TokenFault.MALFORMED,
            t -> raw(t, "\"iat\":", "\"iat\":1e400,\"_\":")),
        no("S-10 aud absent", TokenFault.CLAIMS, t -> t.without("aud")),
        no("S-10 aud other", TokenFault.AUDIENCE, t -> t.audience("https://other.example/mcp")),
        no("S-10 aud empty", TokenFault.AUDIENCE, t -> t.claim("aud", List.of())),
        no("S-10 aud is the issuer", TokenFault.AUDIENCE, t -> t.audience(ISSUER.issuer())),
        no("S-10 aud is the client", TokenFault.AUDIENCE, t -> t.audience("test-client")),
        no("S-10 aud api", TokenFault.AUDIENCE, t -> t.audience("api")),
        no(
            "RI-03 aud is the origin",
            TokenFault.AUDIENCE,
            t -> t.audience("https://mcp.example.com")),
        no("RI-03 aud is longer", TokenFault.AUDIENCE, t -> t.audience(RESOURCE + "/tools")),
        no("RI-04 slash", TokenFault.AUDIENCE, t -> t.audience(RESOURCE + "/")),
        no(
            "RI-04 path in capitals",
            TokenFault.AUDIENCE,
            t -> t.audience("https://mcp.example.com/MCP")),
        no("RI-05 alias", TokenFault.AUDIENCE, t -> t.audience("https://old.example.com/mcp")),
        no(
            "S-25 no Unicode folding",
            TokenFault.AUDIENCE,
            t -> t.audience("http\u017F://mcp.example.com/mcp")),
        no("C.13 aud null", TokenFault.CLAIMS, t -> t.claim("aud", null)),
        no("C.13 aud [null]", TokenFault.CLAIMS, t -> t.claim("aud", Arrays.asList((Object) null))),
        no("C.13 aud [5, RES]", TokenFault.CLAIMS, t -> t.claim("aud", List.of(5, RESOURCE))),
        no("JB-15 aud number", TokenFault.CLAIMS, t -> t.claim("aud", 5)),
        no("CVE-2026-25537 aud object", TokenFault.CLAIMS, t -> t.claim("aud", Map.of())),
        no("AT-07 sub absent", TokenFault.CLAIMS, t -> t.without("sub")),
        no("C.13 sub null", TokenFault.CLAIMS, t -> t.claim("sub", null)),
        no("C.13 sub number", TokenFault.CLAIMS, t -> t.claim("sub", 7)),
        no("JB-15 sub object", TokenFault.CLAIMS, t -> t.claim("sub", Map.of("a", "b"))),
        no("sub empty", TokenFault.CLAIMS, t -> t.claim("sub", "")),
        no("AT-07 jti absent", TokenFault.CLAIMS, t -> t.without("jti")),
        no("C.13 jti null", TokenFault.CLAIMS, t -> t.claim("jti", null)),
        no("AT-07 client_id absent", TokenFault.CLAIMS, t -> t.without("client_id")),
        no("C.13 client_id object", TokenFault.CLAIMS, t -> t.claim("client_id", Map.of())),
        no("JB-15 scope array", TokenFault.CLAIMS, t -> t.claim("scope", List.of("a"))),
        no("CVE-2026-25537 scope object", TokenFault.CLAIMS, t -> t.claim("scope", Map.of())),
        no("JB-15 scope null", TokenFault.CLAIMS, t -> t.claim("scope", null)),
        no("CVE-2026-25537 cnf text", TokenFault.CLAIMS, t -> t.claim("cnf", "x")),
        no("cnf null", TokenFault.CLAIMS, t -> t.claim("cnf", null)),
        no("JB-08 claim twice", TokenFault.MALFORMED, t -> raw(t, "{", "{\"sub\":\"bob\",")),
        no("C.13 BOM before the payload", TokenFault.MALFORMED, t -> raw(t, "{", "\uFEFF{")),
        no(
            "CVE-2025-53864 deep payload",
            TokenFault.MALFORMED,
            t -> raw(t, "{", "{\"d\":" + "[".repeat(5000))),
        no("JB-08 no object", TokenFault.MALFORMED, t -> raw(t, "{", "[{")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refuses(String row, TokenFault reason, UnaryOperator<TestToken> change) {
    TestToken token = token();
    warmUp(token.sign());
    assertRefused(row, change.apply(token).sign(), reason);
  }

  static List<Arguments> malformed() {
    return List.of(
        text("AT-11 opaque", t -> "2YotnFZFEjr1zCsicMWpAA"),
        text("AT-11 empty", t -> ""),
        text(
            "AT-10 CVE-2026-29000 JWE of five parts", t -> t + "." + part(t, 0) + "." + part(t, 1)),
        text("AT-11 trailing dot", t -> t + "."),
        text("AT-11 trailing space", t -> t + " "),
        text("C.13 leading space", t -> " " + t),
        text("C.13 padding", t -> t + "=="),
        text("C.13 newline", t -> t + "\n"),
        text("C.13 exclamation mark", t -> t + "!"),
        text("C.13 four parts", t -> t + ".AA"),
        text("B-03 nothing but dots", t -> ".."),
        text("AT-11 JSON serialisation", VerifyTokenTest::jsonSerialisation),
        text("AT-11 nested", t -> part(t, 0) + "." + Base64URL.encode(t) + "." + part(t, 2)),
        text("AT-11 SAML", t -> Base64URL.encode("<saml:Assertion/>").toString()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void refusesWhatIsNoCompactToken(String row, Function<String, String> change) {
    String token = token().sign();
    warmUp(token);
    assertRefused(row, change.apply(token), TokenFault.MALFORMED);
  }

  @Test
  void refusesWhatIsTooLongBeforeItIsReadCve202352428() {
    String token = token().sign();
    warmUp(token);
    assertRefused("CVE-2023-52428", token + "A".repeat(16 * 1024), TokenFault.TOO_LONG);
  }

  @Test
  void refusesAnUnsignedTokenWithAnEmptySignature() {
    assertRefused(
        "JB-01", token().header("alg", "none").withSignature(new byte[0]), TokenFault.ALGORITHM);
    assertRefused("JB-01", token().withSignature(new byte[0]), TokenFault.SIGNATURE);
    assertRefused(
        "JB-12 zero signature", token().withSignature(new byte[64]), TokenFault.SIGNATURE);
  }

  @Test
  void refusesASignatureInDerForm() {
    byte[] signature = new byte[71];
    signature[0] = 0x30;
    assertRefused("JB-09", token().withSignature(signature), TokenFault.SIGNATURE);
  }

  @Test
  void refusesAnHmacMadeWithThePublicKey() throws GeneralSecurityException {
    byte[] encoded = ISSUER.key().pair().getPublic().getEncoded();
    byte[] jwk = ISSUER.key().publicJwk().toJSONString().getBytes(StandardCharsets.UTF_8);
    for (byte[] secret : List.of(encoded, jwk)) {
      TestToken token = token().header("alg", "HS256");
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      byte[] tag = mac.doFinal(token.signingInput().getBytes(StandardCharsets.US_ASCII));

      assertRefused("JB-01", token.withSignature(tag), TokenFault.ALGORITHM);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS256", "PS256", "ES256", "ES384", "ES512", "EdDSA", "Ed25519"})
  void verifiesEveryDefaultAlgorithm(String algorithm) throws InvalidTokenException {
    try (TestIssuer issuer = TestIssuer.start(algorithm, TIME);
        VerifyToken verify = verifier(TrustedIssuer.of(issuer.issuer()))) {
      String token = issuer.token().audience(RESOURCE).sign();
      String forged =
          issuer.token().audience(RESOURCE).forgedBy(SigningKey.generate(algorithm, "x")).sign();

      assertThat(verify.verify(token, RESOURCE, Set.of(issuer.issuer())).subject())
          .isEqualTo("alice");
      assertRefused(verify, algorithm, forged, issuer.issuer(), TokenFault.SIGNATURE);
    }
  }

  @Test
  void aResourceTrustsOnlyItsOwnIssuers() throws InvalidTokenException {
    String token = token().sign();

    assertThat(VERIFY.verify(token, RESOURCE, Set.of(ISSUER.issuer())).subject())
        .isEqualTo("alice");
    assertRefused(VERIFY, "S-08", token, OTHER.issuer(), TokenFault.UNKNOWN_ISSUER);
    assertThat(verify(OTHER.token().audience(RESOURCE).sign()).issuer()).isEqualTo(OTHER.issuer());
  }

  @Test
  void aStrictAudienceWantsEveryMemberKnown() throws InvalidTokenException {
    TrustedIssuer trusted = TrustedIssuer.of(ISSUER.issuer()).withAudiences("api://notes");
    try (VerifyToken strict =
        new VerifyToken(
            List.of(trusted),
            TokenSettings.defaults().withStrictAudience(),
            KeySettings.defaults(),
            TIME)) {
      Set<String> only = Set.of(ISSUER.issuer());

      assertThat(
              strict
                  .verify(token().audience(RESOURCE, "api://notes").sign(), RESOURCE, only)
                  .subject())
          .isEqualTo("alice");
      assertRefused(
          strict,
          "RI-02",
          token().audience(RESOURCE, "account").sign(),
          ISSUER.issuer(),
          TokenFault.AUDIENCE);
    }
  }

  @Test
  void anExtraAudienceStandsForTheResource() throws InvalidTokenException {
    TrustedIssuer trusted = TrustedIssuer.of(ISSUER.issuer()).withAudiences("api://notes");
    try (VerifyToken verify = verifier(trusted)) {
      String token = token().audience("api://notes").sign();

      assertThat(verify.verify(token, RESOURCE, Set.of(ISSUER.issuer())).subject())
          .as("RI-05")
          .isEqualTo("alice");
      assertRefused(
          verify,
          "RI-05",
          token().audience("api://n").sign(),
          ISSUER.issuer(),
          TokenFault.AUDIENCE);
      assertRefused("S-10 for this issuer only", token, TokenFault.AUDIENCE);
    }
  }

  @Test
  void aLifetimeCanBeCapped() {
    try (VerifyToken verify =
        new VerifyToken(
            List.of(TrustedIssuer.of(ISSUER.issuer())),
            TokenSettings.defaults().withMaximumLifetime(Duration.ofHours(1)),
            KeySettings.defaults(),
            TIME)) {
      String issuer = ISSUER.issuer();
      String longLived = token().expiresIn(Duration.ofSeconds(3601)).sign();
      String allowed = token().expiresIn(Duration.ofHours(1)).sign();

      assertRefused(verify, "AT-05", longLived, issuer, TokenFault.LIFETIME);
      assertThatNoRefusal(verify, allowed);
    }
  }

  @Test
  void nothingButARefusalComesOfDamagedTokens() {
    String valid = token().scope("a").sign();
    Random random = new Random(42);
    int refused = 0;
    for (int i = 0; i < 3000; i++) {
      StringBuilder damaged = new StringBuilder(valid);
      for (int change = 0; change <= random.nextInt(3); change++) {
        int at = random.nextInt(damaged.length());
        damaged.setCharAt(
            at, (char) (random.nextInt(4) == 0 ? random.nextInt(300) : '!' + random.nextInt(94)));
      }
      if (damaged.toString().equals(valid)) {
        continue;
      }
      InvalidTokenException refusal =
          catchThrowableOfType(InvalidTokenException.class, () -> verify(damaged.toString()));
      assertThat(refusal).as("B-03 %s", damaged).isNotNull();
      refused++;
    }
    assertThat(refused).isGreaterThan(2900);
  }

  @Test
  void reasonsAreConstantsWithoutStackTraces() {
    InvalidTokenException refusal =
        catchThrowableOfType(InvalidTokenException.class, () -> verify(token().subject("").sign()));

    assertThat(refusal).hasMessage(TokenFault.CLAIMS.sentence()).hasNoCause();
    assertThat(refusal.getStackTrace()).isEmpty();
  }

  private static AccessToken verify(String token) throws InvalidTokenException {
    return VERIFY.verify(token, RESOURCE, BOTH);
  }

  private static VerifyToken verifier(TrustedIssuer issuer) {
    return new VerifyToken(List.of(issuer), TokenSettings.defaults(), KeySettings.defaults(), TIME);
  }

  private static VerifyToken verifier(TokenSettings policy) {
    return new VerifyToken(
        List.of(TrustedIssuer.of(ISSUER.issuer()), TrustedIssuer.of(OTHER.issuer())),
        policy,
        KeySettings.defaults(),
        TIME);
  }

  private static long now() {
    return TIME.instant().getEpochSecond();
  }

  private static TestToken token() {
    return ISSUER.token().audience(RESOURCE);
  }

  private static TestToken withOwnKey(TestToken token) {
    return token.forgedBy(STRANGER).header("jwk", STRANGER.publicJwk().toJSONObject());
  }

  private static TestToken raw(TestToken token, String what, String by) {
    String payload = token.payload();
    int at = payload.indexOf(what);
    String changed = payload.substring(0, at) + by + payload.substring(at + what.length());
    return token.rawPayload(changed.getBytes(StandardCharsets.UTF_8));
  }

  private static String jsonSerialisation(String token) {
    return "{\"protected\":\"%s\",\"payload\":\"%s\",\"signature\":\"%s\"}"
        .formatted(part(token, 0), part(token, 1), part(token, 2));
  }

  private static String part(String token, int index) {
    return token.split("\\.", -1)[index];
  }

  private static void warmUp(String valid) {
    for (VerifyToken verify : EVERY_SORT) {
      assertThatNoException().isThrownBy(() -> verify.verify(valid, RESOURCE, BOTH));
    }
  }

  private static void assertRefused(String row, String token, TokenFault reason) {
    for (VerifyToken verify : EVERY_SORT) {
      for (int i = 0; i < 2; i++) {
        assertThatExceptionOfType(InvalidTokenException.class)
            .as(row)
            .isThrownBy(() -> verify.verify(token, RESOURCE, BOTH))
            .extracting(InvalidTokenException::fault)
            .isEqualTo(reason);
      }
    }
  }

  private static void assertRefused(
      VerifyToken verify, String row, String token, String issuer, TokenFault reason) {
    assertThatExceptionOfType(InvalidTokenException.class)
        .as(row)
        .isThrownBy(() -> verify.verify(token, RESOURCE, Set.of(issuer)))
        .extracting(InvalidTokenException::fault)
        .isEqualTo(reason);
  }

  private static void assertThatNoRefusal(VerifyToken verify, String token) {
    assertThat(
            catchThrowableOfType(
                InvalidTokenException.class,
                () -> verify.verify(token, RESOURCE, Set.of(ISSUER.issuer()))))
        .isNull();
  }

  private static Arguments ok(String row, UnaryOperator<TestToken> change) {
    return Arguments.of(row, change);
  }

  private static Arguments no(String row, TokenFault reason, UnaryOperator<TestToken> change) {
    return Arguments.of(row, reason, change);
  }

  private static Arguments text(String row, Function<String, String> change) {
    return Arguments.of(row, change);
  }
}

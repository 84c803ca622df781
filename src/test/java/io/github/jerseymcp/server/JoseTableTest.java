package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ISSUER;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** JOSE hygiene, what JOSE libraries let pass, and published advisories, through the server. */
class JoseTableTest {

  private static final List<InProcess> EVERY_SORT = Fixture.startEverySort(OpenNotes.class);
  private static final InProcess SERVER = EVERY_SORT.get(0);
  private static final SigningKey STRANGER = SigningKey.generate("ES256", "stranger");
  private static final TestIssuer RECORDER = TestIssuer.start();

  static Stream<Arguments> hygiene() {
    byte[] publicKey = ISSUER.key().pair().getPublic().getEncoded();
    return Stream.of(
        text("JB-01 none", t -> t.header("alg", "none").withSignature(new byte[0])),
        text("JB-01 None", t -> t.header("alg", "None").withSignature(new byte[0])),
        text("JB-01 nOnE", t -> t.header("alg", "nOnE").withSignature(new byte[0])),
        text("JB-01 none, signed", t -> t.header("alg", "none").sign()),
        text("JB-01 HS256 with the DER of the public key", t -> hs256(t, publicKey)),
        text("JB-01 HS256 with its PEM", t -> hs256(t, pem(publicKey))),
        text(
            "JB-01 HS256 with its JWK",
            t -> hs256(t, ISSUER.key().publicJwk().toJSONString().getBytes(UTF_8))),
        row("JB-01 RS256 with an EC key", t -> t.header("alg", "RS256")),
        row("JB-01 alg a number", t -> t.header("alg", 256)),
        row("JB-01 alg absent", t -> t.withoutHeader("alg")),
        row("JB-02 another alg of the same curve family", t -> t.header("alg", "ES384")),
        row("JB-04 unknown kid", t -> t.header("kid", "../../etc/passwd")),
        row("JB-04 kid of 300 characters", t -> t.header("kid", "k".repeat(300))),
        row("JB-04 kid a number", t -> t.header("kid", 1)),
        row("JB-04 kid null", t -> t.header("kid", null)),
        row("JB-05 jwk in the header", t -> t.forgedBy(STRANGER).header("jwk", publicStranger())),
        row("JB-05 jku in the header", t -> t.forgedBy(STRANGER).header("jku", RECORDER.jwksUri())),
        row("JB-05 x5u in the header", t -> t.forgedBy(STRANGER).header("x5u", RECORDER.jwksUri())),
        row("JB-05 x5c in the header", t -> t.forgedBy(STRANGER).header("x5c", List.of("MIIB"))),
        row("JB-05 iss of an attacker", t -> t.forgedBy(STRANGER).claim("iss", RECORDER.issuer())),
        row("JB-06 crit empty", t -> t.header("crit", List.of())),
        row("JB-06 crit unknown", t -> t.header("crit", List.of("exp")).header("exp", 1)),
        row("JB-06 crit names a registered one", t -> t.header("crit", List.of("alg"))),
        row("JB-06 crit twice the same", t -> t.header("crit", List.of("x", "x"))),
        row("JB-06 crit null", t -> t.header("crit", null)),
        row("JB-07 b64 false", t -> t.header("crit", List.of("b64")).header("b64", false)),
        row("JB-07 b64 that is not critical", t -> t.header("b64", false)),
        row("JB-07 b64 true", t -> t.header("crit", List.of("b64")).header("b64", true)),
        row(
            "JB-08 a header parameter twice",
            t -> t.rawHeader(t.header().replace("{", "{\"alg\":\"none\","))),
        row("JB-08 a claim twice", t -> raw(t, t.payload().replace("{", "{\"sub\":\"root\","))),
        row(
            "JB-08 a nested member twice",
            t -> raw(t, t.payload().replace("{", "{\"x\":{\"a\":1,\"a\":2},"))),
        row("JB-08 invalid UTF-8", t -> t.rawPayload(invalidUtf8(t))),
        row("JB-08 a byte order mark", t -> raw(t, "\uFEFF" + t.payload())),
        row("JB-08 something after the object", t -> raw(t, t.payload() + "{}")),
        row("JB-08 an array", t -> raw(t, "[" + t.payload() + "]")),
        text("JB-09 two parts", TestToken::signingInput),
        text("JB-09 four parts", t -> t.sign() + ".AAAA"),
        text("JB-09 padded", t -> t.sign() + "=="),
        text("JB-09 base64 instead of base64url", t -> base64(t)),
        text("JB-09 last bits not zero", t -> notCanonical(t.sign())),
        text("JB-09 no signature", t -> t.signingInput() + "."),
        text("JB-09 half a signature", t -> t.withSignature(new byte[32])),
        text("JB-09 a signature of zeros", t -> t.withSignature(new byte[64])),
        row("JB-10 zip", t -> t.header("zip", "DEF")),
        row("JB-11 typ of a client assertion", t -> t.header("typ", "client-authentication+jwt")));
  }

  static Stream<Arguments> claimTypes() {
    return Stream.of(
        row("JB-15 aud a number", t -> t.claim("aud", 5)),
        row("JB-15 aud an object", t -> t.claim("aud", Map.of())),
        row("JB-15 aud null", t -> t.claim("aud", null)),
        row("C.13 aud with a null member", t -> t.claim("aud", Collections.singletonList(null))),
        row(
            "C.13 aud with a number beside ours",
            t -> t.claim("aud", List.of(5, Fixture.ORIGIN + "/mcp"))),
        row("JB-15 iss an array", t -> t.claim("iss", List.of(ISSUER.issuer()))),
        row("JB-15 scope an array", t -> t.claim("scope", List.of("a"))),
        row("JB-15 scope an object", t -> t.claim("scope", Map.of())),
        row("JB-15 sub an object", t -> t.claim("sub", Map.of())),
        row("C.13 sub a number", t -> t.claim("sub", 1)),
        row("C.13 sub null", t -> t.claim("sub", null)),
        row("C.13 sub empty", t -> t.claim("sub", "")),
        row("C.13 jti null", t -> t.claim("jti", null)),
        row("C.13 jti a number", t -> t.claim("jti", 1)),
        row("C.13 client_id an object", t -> t.claim("client_id", Map.of())),
        row("C.13 exp null", t -> t.claim("exp", null)),
        row("C.13 exp 1e300", t -> t.claim("exp", 1e300)),
        row("C.13 exp 1e17", t -> t.claim("exp", 1e17)),
        row("C.13 iat in the future", t -> t.claim("iat", inSeconds(3600))),
        row("C.13 iat null", t -> t.claim("iat", null)),
        row("CVE-2026-25537 exp a string", t -> t.claim("exp", "9999")),
        row("CVE-2026-25537 nbf an array", t -> t.claim("nbf", List.of())),
        row(
            "CVE-2026-25537 iat 1e400",
            t -> raw(t, t.payload().replace("\"iat\":", "\"iat\":1e400,\"_\":"))),
        row("CVE-2026-25537 cnf a string", t -> t.claim("cnf", "x")),
        row("CVE-2026-25537 cnf null", t -> t.claim("cnf", null)));
  }

  static Stream<Arguments> advisories() {
    return Stream.of(
        text("CVE-2026-29000 JWE of an unsigned JWT", t -> fiveParts(t)),
        row(
            "CVE-2023-52428 huge p2c",
            t -> t.header("alg", "PBES2-HS256+A128KW").header("p2c", Integer.MAX_VALUE)),
        row("CVE-2025-53864 5,000-deep payload", t -> raw(t, deep(t.payload()))),
        row("CVE-2025-53864 5,000-deep header", t -> t.rawHeader(deep(t.header()))),
        row("CVE-2025-59420 unknown crit", t -> t.header("crit", List.of("cork"))),
        row("CVE-2025-69196 audience of another", t -> t.audience("https://other.example")),
        row("CVE-2026-22748 expired", t -> t.claim("exp", inSeconds(-3600))),
        row("CVE-2026-22748 issuer of another", t -> t.claim("iss", "https://other.example")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"hygiene", "claimTypes", "advisories"})
  void refusesWithTheStandardChallenge(String row, Function<TestToken, String> make) {
    TestToken token = Fixture.token("/mcp");
    String valid = token.sign();
    String invalid = make.apply(token);
    for (InProcess server : EVERY_SORT) {
      assertThat(send(server, valid).status()).isEqualTo(200);

      Expected.isInvalidToken(send(server, invalid));
      Expected.isInvalidToken(send(server, invalid));
    }
    assertThat(RECORDER.keyFetches() + RECORDER.metadataFetches()).isZero();
  }

  static Stream<Arguments> outsideToken68() {
    return Stream.of(
        text("C.13 a newline at the end", t -> t.sign() + "\n"),
        text("C.13 an exclamation mark at the end", t -> t.sign() + "!"),
        text("C.13 a byte order mark before it", t -> "\uFEFF" + t.sign()),
        text("C.13 a space inside", t -> t.sign().replaceFirst("\\.", " .")),
        text("AT-11 JWS JSON serialisation", t -> "{\"payload\":\"e30\",\"signatures\":[]}"),
        text("AT-11 a SAML assertion in clear", t -> "<saml:Assertion/>"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("outsideToken68")
  void refusesWhatIsNoTokenAtAll(String row, Function<TestToken, String> make) {
    Answer answer = send(make.apply(Fixture.token("/mcp")));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.challenge()).isEqualTo(Expected.INVALID_REQUEST);
  }

  static Stream<Arguments> accepted() {
    return Stream.of(
        row("JB-04 kid absent with one key", t -> t.withoutHeader("kid")),
        row("JB-05 hints that nobody follows", t -> t.header("jku", RECORDER.jwksUri())),
        text("C.13 a second space before it", t -> " " + t.sign()),
        row("C.13 claims with other scripts", t -> t.claim("name", "\u00e4\u4e2d\ud83d\ude00")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("accepted")
  void acceptsWhatIsHarmless(String row, Function<TestToken, String> make) {
    assertThat(send(make.apply(Fixture.token("/mcp"))).status()).isEqualTo(200);
    assertThat(RECORDER.keyFetches() + RECORDER.metadataFetches()).isZero();
  }

  private static Answer send(String token) {
    return send(SERVER, token);
  }

  private static Answer send(InProcess server, String token) {
    return server.call("POST", "/mcp").bearer(token).send();
  }

  private static TestToken raw(TestToken token, String payload) {
    return token.rawPayload(payload.getBytes(UTF_8));
  }

  private static String deep(String object) {
    return object.replaceFirst("\\{", "{\"d\":" + "[".repeat(5000) + "]".repeat(5000) + ",");
  }

  private static byte[] invalidUtf8(TestToken token) {
    byte[] payload = token.subject("?").payload().getBytes(UTF_8);
    for (int i = 0; i < payload.length; i++) {
      payload[i] = payload[i] == '?' ? (byte) 0xC3 : payload[i];
    }
    return payload;
  }

  private static String base64(TestToken token) {
    String signed = token.sign();
    while (signed.indexOf('-') < 0) {
      signed = token.sign();
    }
    return signed.replace('-', '+');
  }

  private static String notCanonical(String token) {
    // A P-256 signature ends in a character of which four bits must be zero.
    char last = token.charAt(token.length() - 1);
    return token.substring(0, token.length() - 1) + (char) (last + 1);
  }

  private static String fiveParts(TestToken token) {
    String inner = Base64URL.encode("{\"alg\":\"none\"}") + "." + Base64URL.encode(token.payload());
    return Base64URL.encode("{\"alg\":\"dir\",\"enc\":\"A128GCM\",\"cty\":\"JWT\"}")
        + "..aXY."
        + Base64URL.encode(inner + ".")
        + ".dGFn";
  }

  private static String hs256(TestToken token, byte[] secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret, "HmacSHA256"));
      token.header("alg", "HS256");
      return token.withSignature(mac.doFinal(token.signingInput().getBytes(US_ASCII)));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  private static byte[] pem(byte[] der) {
    return ("-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der)
            + "\n-----END PUBLIC KEY-----\n")
        .getBytes(US_ASCII);
  }

  private static Map<String, Object> publicStranger() {
    return STRANGER.publicJwk().toJSONObject();
  }

  private static long inSeconds(long seconds) {
    return Instant.now().getEpochSecond() + seconds;
  }

  private static Arguments row(String name, UnaryOperator<TestToken> change) {
    return text(name, t -> change.apply(t).sign());
  }

  private static Arguments text(String name, Function<TestToken, String> make) {
    return Arguments.of(name, make);
  }
}

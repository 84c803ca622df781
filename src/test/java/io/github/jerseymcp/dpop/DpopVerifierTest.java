package io.github.jerseymcp.dpop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.jerseymcp.dpop.InvalidProofException.Reason;
import io.github.jerseymcp.jose.Cryptography;
import io.github.jerseymcp.jose.SignatureAlgorithm;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testing.ProofDefect;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestProof;
import java.math.BigInteger;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DpopVerifierTest {

  private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
  private static final String TARGET = "https://mcp.example.com/mcp";
  private static final String TOKEN = "header.payload.signature";
  private static final SigningKey KEY = SigningKey.generate("ES256", "client");
  private static final String JKT = TestProof.thumbprint(KEY);

  private final MutableTime time = new MutableTime(NOW);
  private final DpopVerifier verifier = new DpopVerifier(DpopPolicy.defaults(), time);
  private final List<DpopVerifier> everySort =
      Stream.of(Cryptography.values())
          .map(choice -> DpopPolicy.defaults().withSignatures(choice.verifier()))
          .map(policy -> new DpopVerifier(policy, time))
          .toList();

  @Test
  void acceptsValidProof() throws InvalidProofException {
    VerifiedProof verified = verify(proof().claim("jti", "one").sign());

    assertThat(verified.thumbprint()).isEqualTo(JKT);
    assertThat(verified.tokenId()).isEqualTo("one");
    assertThat(verified.refusedFrom()).isEqualTo(NOW.plusSeconds(300).plusMillis(1));
    assertThat(verified.nonce()).isEmpty();
  }

  static Stream<Arguments> rules() {
    return Stream.of(
        row("DP-02 an empty field", Reason.MALFORMED, p -> ""),
        row("DP-02 no JWT", Reason.MALFORMED, p -> "abc"),
        row("DP-02 two dots, no base64url", Reason.MALFORMED, p -> "a!.b.c"),
        row("DP-02 two parts", Reason.MALFORMED, p -> cut(p.sign())),
        row("DP-02 four parts", Reason.MALFORMED, p -> p.sign() + ".AAAA"),
        row("DP-02 five parts of a JWE", Reason.MALFORMED, p -> p.sign() + ".AAAA.AAAA"),
        row("DP-02 JSON serialisation", Reason.MALFORMED, p -> "{\"payload\":\"e30\"}"),
        row("DP-02 padding", Reason.MALFORMED, p -> p.sign() + "=="),
        row("DP-02 a line end", Reason.MALFORMED, p -> p.sign() + "\n"),
        row("DP-02 a space before", Reason.MALFORMED, p -> " " + p.sign()),
        row("DP-02 two proofs in one field", Reason.MALFORMED, p -> p.sign() + ", " + p.sign()),
        row("DP-02 too long", Reason.MALFORMED, p -> p.claim("x", "y".repeat(8192)).sign()),
        row("DP-02 payload no object", Reason.MALFORMED, p -> p.rawPayload("[]").sign()),
        row("DP-02 deep payload", Reason.MALFORMED, p -> p.rawPayload(deep(500)).sign()),
        row("DP-03 alg null", Reason.MALFORMED, p -> p.header("alg", null).sign()),
        row("DP-03 typ null", Reason.MALFORMED, p -> p.header("typ", null).sign()),
        row("DP-03 typ a number", Reason.MALFORMED, p -> p.header("typ", 1).sign()),
        row("DP-03 jwk null", Reason.KEY, p -> p.header("jwk", null).sign()),
        row("DP-03 jti a number", Reason.CLAIMS, p -> p.claim("jti", 7).sign()),
        row("DP-03 jti too long", Reason.CLAIMS, p -> p.claim("jti", "j".repeat(257)).sign()),
        row("DP-03 htm null", Reason.CLAIMS, p -> p.claim("htm", null).sign()),
        row("DP-03 htm an array", Reason.CLAIMS, p -> p.claim("htm", List.of("POST")).sign()),
        row("DP-03 htu null", Reason.CLAIMS, p -> p.claim("htu", null).sign()),
        row("DP-03 ath null", Reason.CLAIMS, p -> p.claim("ath", null).sign()),
        row("DP-03 ath a number", Reason.CLAIMS, p -> p.claim("ath", 1).sign()),
        row("DP-03 nonce a number", Reason.CLAIMS, p -> p.claim("nonce", 1).sign()),
        row("DP-03 nonce null", Reason.CLAIMS, p -> p.claim("nonce", null).sign()),
        row("DP-04 typ JWT", Reason.TYPE, p -> p.header("typ", "JWT").sign()),
        row("DP-04 a media type", Reason.TYPE, p -> p.header("typ", "application/dpop+jwt").sign()),
        row("DP-05 ES256K", Reason.ALGORITHM, p -> p.header("alg", "ES256K").sign()),
        row("DP-05 RS1", Reason.ALGORITHM, p -> p.header("alg", "RS1").sign()),
        row("DP-05 None", Reason.ALGORITHM, p -> p.header("alg", "None").sign()),
        row("DP-05 not listed", Reason.ALGORITHM, p -> p.header("alg", "RS512").sign()),
        row("DP-06 signature changed", Reason.SIGNATURE, p -> swapSignature(p)),
        row("DP-06 signature empty", Reason.SIGNATURE, p -> cut(p.sign()) + "."),
        row("DP-06 payload changed", Reason.SIGNATURE, p -> swapPayload(p)),
        row("DP-07 another curve", Reason.KEY, p -> p.keyMember("crv", "P-384").sign()),
        row("DP-07 unknown curve", Reason.KEY, p -> p.keyMember("crv", "secp256k1").sign()),
        row("DP-07 off the curve", Reason.KEY, p -> p.keyMember("x", "A".repeat(43)).sign()),
        row("DP-07 a short coordinate", Reason.KEY, p -> p.keyMember("x", "AQ").sign()),
        row("DP-07 p", Reason.KEY, p -> p.keyMember("p", "AQ").sign()),
        row("DP-07 q", Reason.KEY, p -> p.keyMember("q", "AQ").sign()),
        row("DP-07 dp", Reason.KEY, p -> p.keyMember("dp", "AQ").sign()),
        row("DP-07 dq", Reason.KEY, p -> p.keyMember("dq", "AQ").sign()),
        row("DP-07 qi", Reason.KEY, p -> p.keyMember("qi", "AQ").sign()),
        row("DP-07 oth", Reason.KEY, p -> p.keyMember("oth", List.of()).sign()),
        row("DP-07 k", Reason.KEY, p -> p.keyMember("k", "AQ").sign()),
        row("DP-07 alg of the key differs", Reason.KEY, p -> p.keyMember("alg", "ES512").sign()),
        row("DP-07 RSA 1024", Reason.KEY, p -> weakRsa().sign()),
        row("DP-08 GET", Reason.METHOD, p -> p.claim("htm", "GET").sign()),
        row("DP-08 a space", Reason.METHOD, p -> p.claim("htm", "POST ").sign()),
        row("DP-09 another path", Reason.TARGET, p -> p.claim("htu", TARGET + "/").sign()),
        row("DP-09 an array", Reason.CLAIMS, p -> p.claim("htu", List.of(TARGET)).sign()),
        row("DP-09 a number", Reason.CLAIMS, p -> p.claim("htu", 1).sign()),
        row("DP-11 303 s ago", Reason.TIME, p -> p.claim("iat", at(-303)).sign()),
        row("DP-11 301 s ago", Reason.TIME, p -> p.claim("iat", at(-301)).sign()),
        row("DP-11 303 s ahead", Reason.TIME, p -> p.claim("iat", at(303)).sign()),
        row("DP-11 L-06 31 s ahead", Reason.TIME, p -> p.claim("iat", at(31)).sign()),
        row("DP-11 negative", Reason.CLAIMS, p -> p.claim("iat", -1).sign()),
        row("DP-11 1e300", Reason.CLAIMS, p -> p.claim("iat", 1e300).sign()),
        row("DP-11 beyond a long", Reason.CLAIMS, p -> p.claim("iat", BEYOND).sign()),
        row("DP-11 the largest long", Reason.CLAIMS, p -> p.claim("iat", Long.MAX_VALUE).sign()),
        row("DP-11 expired", Reason.TIME, p -> p.claim("exp", at(-31)).sign()),
        row("DP-11 exp a string", Reason.CLAIMS, p -> p.claim("exp", "9999999999").sign()),
        row("DP-11 not yet valid", Reason.TIME, p -> p.claim("nbf", at(31)).sign()),
        row("DP-12 padded ath", Reason.TOKEN_HASH, p -> pad(p).sign()),
        row("DP-25 unknown crit", Reason.MALFORMED, p -> p.header("crit", List.of("x")).sign()),
        row("DP-25 b64", Reason.MALFORMED, p -> p.header("b64", false).sign()),
        row("DP-25 header member twice", Reason.MALFORMED, p -> twice(p, "alg").sign()),
        row("DP-25 jwk member twice", Reason.MALFORMED, p -> twice(p, "kty").sign()),
        row("DP-25 claim twice", Reason.MALFORMED, p -> claimTwice(p).sign()),
        row("DP-26 an access token", Reason.TYPE, p -> p.header("typ", "at+jwt").sign()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rules")
  void refuses(String rule, Reason expected, Defect defect) {
    String field = defect.of(proof());

    String valid = proof().sign();
    for (DpopVerifier one : everySort) {
      assertThat(refusal(one, List.of(field))).as(rule).isEqualTo(expected);
      assertThatNoException()
          .isThrownBy(() -> one.verify(List.of(valid), TOKEN, JKT, "POST", TARGET));
      assertThat(refusal(one, List.of(field))).as("%s, key known", rule).isEqualTo(expected);
    }
  }

  static Stream<Arguments> tolerated() {
    return Stream.of(
        arguments("DP-04 typ in another case", mutation(p -> p.header("typ", "DPoP+JWT"))),
        arguments("DP-07 use sig", mutation(p -> p.keyMember("use", "sig"))),
        arguments("DP-07 alg of the key", mutation(p -> p.keyMember("alg", "ES256"))),
        arguments("DP-07 verify", mutation(p -> p.keyMember("key_ops", List.of("verify")))),
        arguments(
            "DP-09 normalised",
            mutation(p -> p.claim("htu", "HTTPS://MCP.example.com:443/%6dcp?x"))),
        arguments("DP-11 290 s ago", mutation(p -> p.claim("iat", at(-290)))),
        arguments("DP-11 300 s ago", mutation(p -> p.claim("iat", at(-300)))),
        arguments("DP-11 29 s ahead", mutation(p -> p.claim("iat", at(29)))),
        arguments("DP-11 30 s ahead", mutation(p -> p.claim("iat", at(30)))),
        arguments("DP-11 a fraction", mutation(p -> p.claim("iat", at(0) + 0.25))),
        arguments("DP-11 exp and nbf", mutation(p -> p.claim("exp", at(1)).claim("nbf", at(0)))),
        arguments("DP-23 a nonce nobody asked for", mutation(p -> p.nonce("old"))),
        arguments("DP-25 jku", mutation(p -> p.header("jku", "https://evil.example/keys"))),
        arguments("DP-25 x5u", mutation(p -> p.header("x5u", "https://evil.example/cert"))),
        arguments("DP-25 x5c", mutation(p -> p.header("x5c", List.of("AAAA")))),
        arguments("DP-25 kid", mutation(p -> p.header("kid", "../../etc/passwd"))),
        arguments("an unknown claim", mutation(p -> p.claim("x", Map.of("y", List.of(1))))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("tolerated")
  void tolerates(String rule, UnaryOperator<TestProof> mutation) throws InvalidProofException {
    String proof = mutation.apply(proof()).sign();
    for (DpopVerifier one : everySort) {
      for (int i = 0; i < 2; i++) {
        assertThat(one.verify(List.of(proof), TOKEN, JKT, "POST", TARGET).thumbprint())
            .as(rule)
            .isEqualTo(JKT);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ES256", "ES384", "ES512", "PS256", "RS256", "EdDSA", "Ed25519"})
  void acceptsEachDefaultAlgorithm(String algorithm) throws InvalidProofException {
    SigningKey key = SigningKey.generate(algorithm, "client");
    String proof = TestProof.of(key, "POST", TARGET, NOW).token(TOKEN).sign();
    String thumbprint = TestProof.thumbprint(key);

    for (DpopVerifier one : everySort) {
      for (int i = 0; i < 2; i++) {
        VerifiedProof verified =
            one.verify(List.of(proof), TOKEN, thumbprint, "POST", TARGET + "?cursor=1");

        assertThat(verified.thumbprint()).as("DP-05").isEqualTo(thumbprint);
      }
    }
  }

  @Test
  void refusesAlgorithmThatIsNotListed() {
    DpopPolicy policy = DpopPolicy.defaults().withAlgorithms(Set.of(SignatureAlgorithm.ES384));
    DpopVerifier narrow = new DpopVerifier(policy, time);

    assertThat(refusal(narrow, List.of(proof().sign()))).as("DP-05").isEqualTo(Reason.ALGORITHM);
  }

  @Test
  void refusesNoFieldAndTwoFields() {
    String proof = proof().sign();

    assertThat(refusal(verifier, List.of())).as("DP-01").isEqualTo(Reason.MISSING);
    assertThat(refusal(verifier, List.of(proof, proof))).as("DP-01").isEqualTo(Reason.SEVERAL);
  }

  @Test
  void refusesProofOnceItsWindowHasPassed() throws InvalidProofException {
    String proof = proof().sign();
    time.advance(Duration.ofMinutes(5));
    Instant refusedFrom = verify(proof).refusedFrom();
    time.advance(Duration.ofMillis(1));

    assertThat(refusal(proof)).as("DP-11, DP-13").isEqualTo(Reason.TIME);
    assertThat(time.instant()).isEqualTo(refusedFrom);
  }

  @Test
  void keepsProofFromTheFutureForTheWindowAndWhatItLiesAhead() throws InvalidProofException {
    VerifiedProof verified = verify(proof().claim("iat", at(30)).sign());

    assertThat(verified.refusedFrom()).as("DP-13").isEqualTo(NOW.plusSeconds(330).plusMillis(1));
  }

  @Test
  void takesProofsFromFurtherAheadIfToldToL06() {
    DpopPolicy wide = DpopPolicy.defaults().withAhead(Duration.ofMinutes(5));
    DpopVerifier generous = new DpopVerifier(wide, time);
    String ahead = proof().claim("iat", at(300)).sign();

    assertThatNoException()
        .as("E-10")
        .isThrownBy(() -> generous.verify(List.of(ahead), TOKEN, JKT, "POST", TARGET));
    assertThat(refusal(generous, List.of(proof().claim("iat", at(301)).sign())))
        .isEqualTo(Reason.TIME);
    assertThat(wide.withWindow(Duration.ofSeconds(60)).ahead()).isEqualTo(Duration.ofSeconds(60));
  }

  @Test
  void namesProofByKeyAndIdentifier() throws InvalidProofException {
    SigningKey other = SigningKey.generate("ES256", "other");
    String ours = verify(proof().claim("jti", "same").sign()).replayKey();
    String again = verify(proof().claim("jti", "same").sign()).replayKey();
    String theirs =
        verifier
            .verify(
                List.of(
                    TestProof.of(other, "POST", TARGET, NOW)
                        .token(TOKEN)
                        .claim("jti", "same")
                        .sign()),
                TOKEN,
                TestProof.thumbprint(other),
                "POST",
                TARGET)
            .replayKey();

    assertThat(ours).as("DP-13").hasSize(43).isEqualTo(again).isNotEqualTo(theirs);
  }

  @Test
  void checksTheBindingBeforeTheSignature() {
    String proof = ProofDefect.FORGED.in(ProofDefect.ANOTHER_KEY.in(proof())).sign();

    assertThat(refusal(proof)).isEqualTo(Reason.KEY_MISMATCH);
    assertThat(Reason.KEY_MISMATCH.error()).as("DP-12").isEqualTo("invalid_token");
  }

  @Test
  void showsNothingOfTheProof() throws InvalidProofException {
    assertThat(verify(proof().sign()).toString()).isEqualTo("VerifiedProof[redacted]");
  }

  @Test
  void refusesPolicyWithProblems() {
    DpopPolicy wrong =
        new DpopPolicy(
            Set.of(),
            Duration.ofSeconds(301),
            Duration.ofSeconds(302),
            10,
            1,
            0,
            DpopPolicy.defaults().signatures());

    assertThat(wrong.problems()).hasSize(6);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new DpopVerifier(wrong, time))
        .withMessageContaining("from 1 to 300 seconds");
  }

  private TestProof proof() {
    return TestProof.of(KEY, "POST", TARGET, NOW).token(TOKEN);
  }

  private VerifiedProof verify(String proof) throws InvalidProofException {
    return verifier.verify(List.of(proof), TOKEN, JKT, "POST", TARGET);
  }

  private Reason refusal(String field) {
    return refusal(verifier, List.of(field));
  }

  private static Reason refusal(DpopVerifier verifier, List<String> fields) {
    InvalidProofException refused =
        catchThrowableOfType(
            InvalidProofException.class, () -> verifier.verify(fields, TOKEN, JKT, "POST", TARGET));
    assertThat(refused).as("refused").isNotNull();
    return refused.reason();
  }

  /** Makes a header field of a valid proof. */
  @FunctionalInterface
  interface Defect {

    String of(TestProof proof);
  }

  private static Arguments row(String rule, Reason reason, Defect defect) {
    return arguments(rule, reason, defect);
  }

  private static UnaryOperator<TestProof> mutation(UnaryOperator<TestProof> mutation) {
    return mutation;
  }

  private static final BigInteger BEYOND = BigInteger.TWO.pow(80);

  private static long at(long seconds) {
    return NOW.getEpochSecond() + seconds;
  }

  private static String cut(String jws) {
    return jws.substring(0, jws.lastIndexOf('.'));
  }

  private static String deep(int depth) {
    return "{\"x\":" + "[".repeat(depth) + "]".repeat(depth) + "}";
  }

  private static String swapSignature(TestProof proof) {
    String jws = proof.sign();
    int index = jws.lastIndexOf('.') + 5;
    char other = jws.charAt(index) == 'A' ? 'B' : 'A';
    return jws.substring(0, index) + other + jws.substring(index + 1);
  }

  private static String swapPayload(TestProof proof) {
    String signed = proof.sign();
    String other = cut(proof.claim("jti", "other").sign());
    return other + signed.substring(signed.lastIndexOf('.'));
  }

  private static TestProof pad(TestProof proof) {
    String ath = proof.payload().replaceAll(".*\"ath\":\"([^\"]*)\".*", "$1");
    return proof.claim("ath", ath + "=");
  }

  private static TestProof twice(TestProof proof, String member) {
    String header = proof.header();
    int start = header.indexOf("\"" + member + "\"");
    int end = header.indexOf('"', header.indexOf(':', start) + 2) + 1;
    return proof.rawHeader(
        header.replace(
            header.substring(start, end),
            header.substring(start, end) + "," + header.substring(start, end)));
  }

  private static TestProof claimTwice(TestProof proof) {
    String payload = proof.payload();
    return proof.rawPayload("{\"htm\":\"GET\"," + payload.substring(1));
  }

  private static TestProof weakRsa() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(1024);
      SigningKey weak = SigningKey.of("RS256", "weak", generator.generateKeyPair());
      return TestProof.of(weak, "POST", TARGET, NOW).token(TOKEN);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.ProofDefect;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestProof;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The form, header, key and signature of a proof over HTTP, and every defect that the test kit
 * knows. After each refusal the same caller comes in with a valid proof.
 */
final class ProofTableTest {

  private static final int LIMIT = 8 * 1024;
  private static final SigningKey KEY = SigningKey.generate("ES256", "proof");
  private static TestIssuer issuer;
  private static TestIssuer elsewhere;
  private static ExampleServer server;

  @BeforeAll
  static void start() throws Exception {
    issuer = TestIssuer.start();
    elsewhere = TestIssuer.start();
    server = ExampleServer.start(Options.parse("--port", "0", "--issuer", issuer.issuer()));
  }

  @AfterAll
  static void stop() {
    server.close();
    issuer.close();
    elsewhere.close();
  }

  static Stream<Arguments> refused() {
    return ProtectedOperation.withEach(
        Stream.of(
            row("DP-02 an empty field", proof -> ""),
            row("DP-02 no JWT", proof -> "abc"),
            row("DP-02 two dots, no base64url", proof -> "a!.b.c"),
            row("DP-02 two parts", proof -> unsigned(proof)),
            row("DP-02 four parts", proof -> proof.sign() + ".AAAA"),
            row("DP-02 five parts of a JWE", proof -> proof.sign() + ".AAAA.AAAA"),
            row("DP-02 JSON serialisation", proof -> json(proof.sign())),
            row("DP-02 padding", proof -> proof.sign() + "=="),
            row("DP-02 payload no object", proof -> proof.rawPayload("[]").sign()),
            row("DP-02 over 8 KiB", proof -> ofAbout(LIMIT + 8, proof)),
            row("DP-02 far over 8 KiB", proof -> ofAbout(3 * LIMIT, proof)),
            row("DP-03 alg null", proof -> proof.header("alg", null).sign()),
            row("DP-03 typ null", proof -> proof.header("typ", null).sign()),
            row("DP-03 typ a number", proof -> proof.header("typ", 1).sign()),
            row("DP-03 jwk null", proof -> proof.header("jwk", null).sign()),
            row("DP-04 typ JWT", proof -> proof.header("typ", "JWT").sign()),
            row("DP-04 a media type", proof -> proof.header("typ", "application/dpop+jwt").sign()),
            row("DP-05 ES256K", proof -> proof.header("alg", "ES256K").sign()),
            row("DP-05 RS1", proof -> proof.header("alg", "RS1").sign()),
            row("DP-05 None", proof -> proof.header("alg", "None").sign()),
            row("DP-05 not advertised", proof -> proof.header("alg", "RS512").sign()),
            row("DP-06 another signature", proof -> otherSignature(proof)),
            row("DP-06 no signature", proof -> unsigned(proof) + "."),
            row("DP-06 another payload", proof -> otherPayload(proof)),
            row("DP-07 p", proof -> proof.keyMember("p", "AQ").sign()),
            row("DP-07 q", proof -> proof.keyMember("q", "AQ").sign()),
            row("DP-07 dp", proof -> proof.keyMember("dp", "AQ").sign()),
            row("DP-07 dq", proof -> proof.keyMember("dq", "AQ").sign()),
            row("DP-07 qi", proof -> proof.keyMember("qi", "AQ").sign()),
            row("DP-07 oth", proof -> proof.keyMember("oth", List.of()).sign()),
            row("DP-07 k", proof -> proof.keyMember("k", "AQ").sign()),
            row("DP-07 another curve", proof -> proof.keyMember("crv", "P-384").sign()),
            row("DP-07 off the curve", proof -> proof.keyMember("x", "A".repeat(43)).sign()),
            row("DP-07 alg of the key differs", proof -> proof.keyMember("alg", "ES512").sign()),
            row("DP-25 b64", proof -> proof.header("b64", true).sign()),
            row("DP-25 a header member twice", proof -> twice(proof, "alg").sign()),
            row("DP-25 a member of the key twice", proof -> twice(proof, "kty").sign()),
            row("DP-25 a claim twice", proof -> claimTwice(proof).sign())));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("refused")
  void refuses(String row, ProtectedOperation operation, Function<TestProof, String> defect) {
    OperationCaller caller = caller(operation, KEY);

    assertThat(caller.outcome(defect.apply(caller.proof())))
        .isEqualTo("401 Bearer, DPoP invalid_dpop_proof");
    assertThat(caller.outcome(caller.proof().sign())).as("control").isEqualTo("200 dpop");
  }

  static Stream<Arguments> defects() {
    return ProtectedOperation.withEach(
        Stream.of(ProofDefect.values())
            .map(defect -> Arguments.of(RuleOfDefect.id(defect) + " " + defect, defect)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("defects")
  void refusesEveryDefect(String row, ProtectedOperation operation, ProofDefect defect) {
    OperationCaller caller = caller(operation, KEY);
    String error = defect == ProofDefect.ANOTHER_KEY ? "invalid_token" : "invalid_dpop_proof";

    assertThat(caller.outcome(defect.in(caller.proof()).sign()))
        .isEqualTo("401 Bearer, DPoP " + error);
    assertThat(caller.outcome(caller.proof().sign())).as("control").isEqualTo("200 dpop");
  }

  static Stream<Arguments> accepted() {
    return ProtectedOperation.withEach(
        Stream.of(
            row("DP-02 just under 8 KiB", proof -> ofAbout(LIMIT, proof)),
            row("DP-04 typ in another case", proof -> proof.header("typ", "DPoP+JWT").sign()),
            row("DP-07 use sig", proof -> proof.keyMember("use", "sig").sign()),
            row("DP-07 alg of the key", proof -> proof.keyMember("alg", "ES256").sign()),
            row(
                "DP-07 key_ops verify",
                proof -> proof.keyMember("key_ops", List.of("verify")).sign()),
            row("DP-25 jku", proof -> proof.header("jku", elsewhere.jwksUri()).sign()),
            row("DP-25 x5u", proof -> proof.header("x5u", elsewhere.jwksUri()).sign()),
            row("DP-25 x5c", proof -> proof.header("x5c", List.of("AAAA")).sign()),
            row("DP-25 kid", proof -> proof.header("kid", "../../etc/passwd").sign())));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("accepted")
  void accepts(String row, ProtectedOperation operation, Function<TestProof, String> change) {
    OperationCaller caller = caller(operation, KEY);

    assertThat(caller.outcome(change.apply(caller.proof()))).isEqualTo("200 dpop");
    assertThat(elsewhere.keyFetches() + elsewhere.metadataFetches()).as("fetches").isZero();
  }

  static Stream<Arguments> algorithms() {
    return ProtectedOperation.withEach(
        Stream.of("ES256", "ES384", "ES512", "RS256", "PS256", "EdDSA", "Ed25519")
            .map(name -> Arguments.of("DP-05 " + name, SigningKey.generate(name, "proof"))));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("algorithms")
  void acceptsEachAlgorithmThatItAdvertises(
      String row, ProtectedOperation operation, SigningKey key) {
    OperationCaller caller = caller(operation, key);

    assertThat(
            SentChallenge.of(OperationCaller.send(caller.request()))
                .get(1)
                .parameters()
                .get("algs"))
        .contains(key.algorithm());
    assertThat(caller.outcome(caller.proof().sign())).isEqualTo("200 dpop");
  }

  @ParameterizedTest(name = "DP-07 RSA of 1024 bits, {0}")
  @MethodSource("io.github.jerseymcp.example.ProtectedOperation#all")
  void refusesAWeakKeyThatTheTokenIsBoundTo(ProtectedOperation operation)
      throws NoSuchAlgorithmException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(1024);
    SigningKey weak = SigningKey.of("RS256", "weak", generator.generateKeyPair());
    OperationCaller caller = caller(operation, weak);

    assertThat(caller.outcome(caller.proof().sign()))
        .isEqualTo("401 Bearer, DPoP invalid_dpop_proof");
  }

  private static OperationCaller caller(ProtectedOperation operation, SigningKey key) {
    return new OperationCaller(operation, server, issuer, key);
  }

  private static Arguments row(String name, Function<TestProof, String> change) {
    return Arguments.of(name, change);
  }

  /** A proof of as many characters, or up to four fewer. */
  private static String ofAbout(int length, TestProof proof) {
    int rest = length - proof.claim("pad", "").sign().length();
    return proof.claim("pad", "x".repeat(rest * 3 / 4)).sign();
  }

  private static String unsigned(TestProof proof) {
    String signed = proof.sign();
    return signed.substring(0, signed.lastIndexOf('.'));
  }

  private static String json(String signed) {
    String[] parts = signed.split("\\.", -1);
    return "{\"payload\":\"%s\",\"protected\":\"%s\",\"signature\":\"%s\"}"
        .formatted(parts[1], parts[0], parts[2]);
  }

  private static String otherSignature(TestProof proof) {
    String signed = proof.sign();
    int index = signed.lastIndexOf('.') + 5;
    char other = signed.charAt(index) == 'A' ? 'B' : 'A';
    return signed.substring(0, index) + other + signed.substring(index + 1);
  }

  private static String otherPayload(TestProof proof) {
    String signed = proof.sign();
    return unsigned(proof.claim("jti", "other")) + signed.substring(signed.lastIndexOf('.'));
  }

  private static TestProof twice(TestProof proof, String member) {
    String header = proof.header();
    int start = header.indexOf("\"" + member + "\"");
    int end = header.indexOf('"', header.indexOf(':', start) + 2) + 1;
    String pair = header.substring(start, end);
    return proof.rawHeader(header.replace(pair, pair + "," + pair));
  }

  private static TestProof claimTwice(TestProof proof) {
    return proof.rawPayload("{\"jti\":\"first\"," + proof.payload().substring(1));
  }
}

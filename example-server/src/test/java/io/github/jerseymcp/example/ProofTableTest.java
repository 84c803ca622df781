package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import io.github.jerseymcp.testing.ProofDefect;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.Opened;
import io.github.jerseymcp.testsupport.dpop.AcceptedProof;
import io.github.jerseymcp.testsupport.dpop.AcceptedProofs;
import io.github.jerseymcp.testsupport.dpop.ProofUse;
import io.github.jerseymcp.testsupport.dpop.RefusedProof;
import io.github.jerseymcp.testsupport.dpop.RefusedProofs;
import io.github.jerseymcp.testsupport.dpop.RuleOfDefect;
import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.http.SentChallenge;
import java.net.URI;
import java.net.http.HttpRequest;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules about proofs over HTTP, with a public address other than the one that is listened on,
 * and every defect that the test kit knows. After each refusal the same caller comes in with a
 * valid proof.
 */
final class ProofTableTest {

  private static final String PUBLIC_URL = "https://mcp.example.com";
  private static final SigningKey KEY = SigningKey.generate("ES256", "proof");
  @RegisterExtension static final RunningExamples EXAMPLES = new RunningExamples();

  @RegisterExtension static final Opened OPENED = Opened.forAllTests();

  private static TestIssuer issuer;
  private static TestIssuer elsewhere;
  private static ExampleServer server;

  @BeforeAll
  static void start() throws Exception {
    issuer = EXAMPLES.issuer();
    elsewhere = OPENED.open(TestIssuer.start());
    server = EXAMPLES.startForIssuer("--public-url", PUBLIC_URL);
  }

  static Stream<Arguments> refused() {
    return ProtectedOperation.withEach(RefusedProofs.overHttp().map(Arguments::of));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("refused")
  void refuses(RefusedProof row, ProtectedOperation operation) {
    OperationCaller caller = caller(operation, KEY);

    assertThat(caller.outcome(row.change().of(use(caller))))
        .isEqualTo("401 Bearer, DPoP invalid_dpop_proof");
    assertThat(caller.outcome(caller.proof().sign())).as("control").isEqualTo("200 dpop");
  }

  @ParameterizedTest(name = "DP-09 the address that is listened on, {0}")
  @MethodSource("io.github.jerseymcp.example.ProtectedOperation#all")
  void refusesTheAddressThatIsListenedOn(ProtectedOperation operation) {
    OperationCaller caller = caller(operation, KEY);
    String local = server.localUrl() + operation.path();

    assertThat(caller.outcome(caller.proof().claim("htu", local).sign()))
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
    return ProtectedOperation.withEach(AcceptedProofs.overHttp().map(Arguments::of));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("accepted")
  void accepts(AcceptedProof row, ProtectedOperation operation) {
    OperationCaller caller = caller(operation, KEY);

    assertThat(caller.outcome(row.change().of(use(caller)))).isEqualTo("200 dpop");
  }

  static Stream<Arguments> pointers() {
    return ProtectedOperation.withEach(Stream.of("jku", "x5u").map(Arguments::of));
  }

  @ParameterizedTest(name = "DP-25 {0}, {1}")
  @MethodSource("pointers")
  void doesNotFollowWhatPointsToAKey(String pointer, ProtectedOperation operation) {
    OperationCaller caller = caller(operation, KEY);

    assertThat(caller.outcome(caller.proof().header(pointer, elsewhere.jwksUri()).sign()))
        .isEqualTo("200 dpop");
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

    assertThat(SentChallenge.of(Http.send(caller.request())).get(1).parameters().get("algs"))
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

  @ParameterizedTest(name = "DP-08 X-HTTP-Method-Override is not consulted, {0}")
  @MethodSource("io.github.jerseymcp.example.ProtectedOperation#all")
  void countsTheMethodOfTheRequestLine(ProtectedOperation operation) {
    OperationCaller caller = caller(operation, KEY);
    String other = caller.proof().claim("htm", operation.otherMethod()).sign();

    assertThat(OperationCaller.outcome(overridden(caller, other)))
        .isEqualTo("401 Bearer, DPoP invalid_dpop_proof");
    assertThat(OperationCaller.outcome(overridden(caller, caller.proof().sign())))
        .isEqualTo("200 dpop");
  }

  @ParameterizedTest(name = "DP-09 the query of the request does not count, {0}")
  @MethodSource("io.github.jerseymcp.example.ProtectedOperation#all")
  void ignoresTheQueryOfTheRequest(ProtectedOperation operation) {
    OperationCaller caller = caller(operation, KEY);
    HttpRequest.Builder request =
        caller
            .requestTo(operation.path() + "?x=1")
            .header("Authorization", "DPoP " + caller.boundToken)
            .header("DPoP", caller.proof().sign());

    assertThat(OperationCaller.outcome(request)).isEqualTo("200 dpop");
  }

  @ParameterizedTest(name = "DP-12 the hash of the decoded token, {0}")
  @MethodSource("io.github.jerseymcp.example.ProtectedOperation#all")
  void hashesTheTokenAsItIsSent(ProtectedOperation operation) {
    OperationCaller caller = caller(operation, KEY);
    String decoded = new Base64URL(caller.boundToken.split("\\.", -1)[1]).decodeToString();

    assertThat(caller.outcome(caller.proof().token(decoded).sign()))
        .isEqualTo("401 Bearer, DPoP invalid_dpop_proof");
    assertThat(caller.outcome(caller.proof().sign())).as("control").isEqualTo("200 dpop");
  }

  private static OperationCaller caller(ProtectedOperation operation, SigningKey key) {
    return new OperationCaller(operation, server, issuer, key);
  }

  private static ProofUse use(OperationCaller caller) {
    return new ProofUse(
        caller.proof(), caller.operation.method(), URI.create(caller.address()), Instant.now());
  }

  private static HttpRequest.Builder overridden(OperationCaller caller, String proof) {
    return caller
        .request("DPoP", caller.boundToken, proof)
        .header("X-HTTP-Method-Override", caller.operation.otherMethod());
  }
}

package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.dpop.DpopNonces;
import io.github.jerseymcp.testing.ProofDefect;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.testsupport.dpop.RuleOfDefect;
import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.http.SentChallenge;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nonces over HTTP. The server's secret is known, so that the table has nonces of other times and
 * other secrets. After each refusal the same caller comes in with the nonce that the answer names.
 */
final class NonceTableTest {

  private static final String SECRET = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldA";
  private static final String OTHER_SECRET = "b3RoZXItb3RoZXItb3RoZXItb3RoZXItb3RoZXItb3RoZXI";
  private static final Duration PERIOD = Duration.ofMinutes(2);
  private static final Duration ZERO = Duration.ZERO;
  private static final Duration AHEAD = Duration.ofSeconds(20);
  private static final InstantSource CLOCK = InstantSource.system();
  private static final String DEMANDED = "401 Bearer, DPoP use_dpop_nonce";
  private static final String BAD_PROOF = "401 Bearer, DPoP invalid_dpop_proof";
  private static final SigningKey KEY = SigningKey.generate("ES256", "proof");
  private static final SigningKey OTHER_KEY = SigningKey.generate("ES256", "other");

  @RegisterExtension static final RunningExamples EXAMPLES = new RunningExamples();

  private static TestIssuer issuer;
  private static ExampleServer server;
  private static ExampleServer otherNode;
  private static ExampleServer otherSecret;

  @BeforeAll
  static void start() throws Exception {
    issuer = EXAMPLES.issuer();
    server = start(Map.of(NonceSecret.VARIABLE, SECRET));
    otherNode = start(Map.of(NonceSecret.VARIABLE, SECRET));
    otherSecret = start(Map.of());
  }

  static Stream<Arguments> demanded() {
    return ProtectedOperation.withEach(
        Stream.of(
            row("DP-20 no nonce", proof -> proof),
            nonce("DP-21 garbage", "garbage"),
            nonce("DP-21 empty", ""),
            row("DP-21 expired", proof -> proof.nonce(made(SECRET, KEY, PERIOD.multipliedBy(-3)))),
            row(
                "DP-21 of the future",
                proof -> proof.nonce(made(SECRET, KEY, PERIOD.multipliedBy(2)))),
            row("DP-21 of another key", proof -> proof.nonce(made(SECRET, OTHER_KEY, ZERO))),
            row("DP-24 of another secret", proof -> proof.nonce(made(OTHER_SECRET, KEY, ZERO)))));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("demanded")
  void demandsACurrentNonceAndNamesIt(String row, ProtectedOperation operation, Change change) {
    OperationCaller caller = caller(operation, server);

    HttpResponse<String> answer = send(caller, change.apply(caller.proof()));

    assertThat(SentChallenge.outcome(answer)).isEqualTo(DEMANDED);
    assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(nonceOf(answer)).matches("[\\x21\\x23-\\x5B\\x5D-\\x7E]{32,}");
    assertThat(caller.outcome(caller.proof().nonce(nonceOf(answer)).sign()))
        .as("control, DP-21")
        .isEqualTo("200 dpop");
  }

  @ParameterizedTest(name = "DP-20 nonces of two servers differ, {0}")
  @MethodSource("io.github.jerseymcp.example.ProtectedOperation#all")
  void namesNoncesThatNobodyCanGuess(ProtectedOperation operation) {
    OperationCaller caller = caller(operation, server);
    OperationCaller elsewhere = caller(operation, otherSecret);

    assertThat(nonceOf(send(elsewhere, elsewhere.proof())))
        .isNotEqualTo(nonceOf(send(caller, caller.proof())));
  }

  static Stream<Arguments> defects() {
    return ProtectedOperation.withEach(
        Stream.of(ProofDefect.values())
            .map(
                defect -> Arguments.of("DP-21 " + RuleOfDefect.id(defect) + " " + defect, defect)));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("defects")
  void asksForANonceLastOfAll(String row, ProtectedOperation operation, ProofDefect defect) {
    OperationCaller caller = caller(operation, server);
    String error = defect == ProofDefect.ANOTHER_KEY ? "invalid_token" : "invalid_dpop_proof";

    HttpResponse<String> answer = send(caller, defect.in(caller.proof()));
    HttpResponse<String> current = send(caller, defect.in(withNonce(caller)));

    assertThat(SentChallenge.outcome(answer)).isEqualTo("401 Bearer, DPoP " + error);
    assertThat(answer.headers().allValues("DPoP-Nonce")).isEmpty();
    assertThat(SentChallenge.outcome(current)).isEqualTo("401 Bearer, DPoP " + error);
    assertThat(caller.outcome(withNonce(caller).sign())).as("control").isEqualTo("200 dpop");
  }

  static Stream<Arguments> accepted() {
    return ProtectedOperation.withEach(
        Stream.of(
            row("DP-10 the current one", proof -> proof.nonce(made(SECRET, KEY, ZERO))),
            row("DP-22 the one before", proof -> proof.nonce(made(SECRET, KEY, PERIOD.negated()))),
            row("DP-24 of a clock ahead", proof -> proof.nonce(made(SECRET, KEY, AHEAD)))));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("accepted")
  void acceptsWhatIsCurrentAndNamesTheNext(
      String row, ProtectedOperation operation, Change change) {
    OperationCaller caller = caller(operation, server);
    HttpResponse<String> answer;
    String current;
    do { // Once more if a period ended meanwhile.
      current = made(SECRET, KEY, ZERO);
      answer = send(caller, change.apply(caller.proof()));
    } while (!current.equals(made(SECRET, KEY, ZERO)));

    assertThat(SentChallenge.outcome(answer)).isEqualTo("200 dpop");
    assertThat(nonceOf(answer)).as("DP-22").isEqualTo(current);
    assertThat(caller.outcome(caller.proof().nonce(nonceOf(answer)).sign())).isEqualTo("200 dpop");
  }

  @ParameterizedTest(name = "DP-23 no proof without a nonce afterwards, {0}")
  @MethodSource("io.github.jerseymcp.example.ProtectedOperation#all")
  void acceptsNoProofWithoutANonceEverAfter(ProtectedOperation operation) {
    OperationCaller caller = caller(operation, server);

    assertThat(caller.outcome(withNonce(caller).sign())).isEqualTo("200 dpop");
    assertThat(caller.outcome(caller.proof().sign())).isEqualTo(DEMANDED);
    assertThat(caller.outcome(caller.proof().claim("nonce", null).sign())).isEqualTo(BAD_PROOF);
    assertThat(caller.outcome(caller.proof().claim("nonce", 1).sign())).isEqualTo(BAD_PROOF);
    assertThat(caller.outcome(caller.proof().claim("nonce", List.of()).sign()))
        .isEqualTo(BAD_PROOF);
  }

  @ParameterizedTest(name = "DP-23 an unbound token needs none, {0}")
  @MethodSource("io.github.jerseymcp.example.ProtectedOperation#all")
  void asksNoNonceOfABearerToken(ProtectedOperation operation) {
    OperationCaller caller = caller(operation, server);
    HttpResponse<String> answer = Http.send(caller.request("Bearer", caller.token().sign()));

    assertThat(SentChallenge.outcome(answer)).isEqualTo("200 bearer");
    assertThat(answer.headers().allValues("DPoP-Nonce")).isEmpty();
  }

  @ParameterizedTest(name = "DP-24 nodes share a secret, others tell a new nonce, {0}")
  @MethodSource("io.github.jerseymcp.example.ProtectedOperation#all")
  void acceptsTheNoncesOfNodesWithTheSameSecret(ProtectedOperation operation) {
    OperationCaller caller = caller(operation, server);
    OperationCaller atNode = caller(operation, otherNode);
    OperationCaller afterRestart = caller(operation, otherSecret);
    String nonce = nonceOf(send(caller, caller.proof()));

    assertThat(atNode.outcome(atNode.proof().nonce(nonce).sign())).isEqualTo("200 dpop");
    HttpResponse<String> answer = send(afterRestart, afterRestart.proof().nonce(nonce));
    assertThat(SentChallenge.outcome(answer)).isEqualTo(DEMANDED);
    assertThat(afterRestart.outcome(afterRestart.proof().nonce(nonceOf(answer)).sign()))
        .isEqualTo("200 dpop");
  }

  @ParameterizedTest(name = "DP-29 a page may read the nonce, {0}")
  @MethodSource("io.github.jerseymcp.example.ProtectedOperation#all")
  void letsAPageReadTheNonce(ProtectedOperation operation) {
    OperationCaller caller = caller(operation, server);
    HttpRequest.Builder request =
        caller
            .request("DPoP", caller.boundToken, caller.proof().sign())
            .header("Origin", server.localUrl());
    HttpResponse<String> answer = Http.send(request);

    assertThat(SentChallenge.outcome(answer)).isEqualTo(DEMANDED);
    assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
        .contains("DPoP-Nonce, ");
  }

  /** A change of a valid proof. */
  @FunctionalInterface
  interface Change extends Function<TestProof, TestProof> {}

  private static Arguments row(String name, Change change) {
    return Arguments.of(name, change);
  }

  private static Arguments nonce(String name, String nonce) {
    return row(name, proof -> proof.nonce(nonce));
  }

  private static ExampleServer start(Map<String, String> environment) throws Exception {
    return EXAMPLES.startForIssuer(environment, "--dpop-nonce");
  }

  private static OperationCaller caller(ProtectedOperation operation, ExampleServer node) {
    return new OperationCaller(operation, node, issuer, KEY);
  }

  /** The nonce for a key that a node with this secret makes at another time than now. */
  private static String made(String secret, SigningKey key, Duration later) {
    InstantSource clock = () -> CLOCK.instant().plus(later);
    return DpopNonces.shared(NonceSecret.decode(secret))
        .withPeriod(PERIOD)
        .withClock(clock)
        .current(TestProof.thumbprint(key));
  }

  private static TestProof withNonce(OperationCaller caller) {
    return caller.proof().nonce(made(SECRET, KEY, ZERO));
  }

  private static HttpResponse<String> send(OperationCaller caller, TestProof proof) {
    return Http.send(caller.request("DPoP", caller.boundToken, proof.sign()));
  }

  private static String nonceOf(HttpResponse<?> answer) {
    assertThat(answer.headers().allValues("DPoP-Nonce")).hasSize(1);
    return answer.headers().allValues("DPoP-Nonce").get(0);
  }
}

package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.DpopAssertions;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestProof;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** DP-13 over HTTP: a proof passes once, and is used up by nothing but an authenticated request. */
final class ProofReuseTableTest {

  private static final String REFUSED = "401 Bearer, DPoP invalid_dpop_proof";
  private static final int RACERS = 8;
  private static final SigningKey KEY = SigningKey.generate("ES256", "proof");
  private static final SigningKey OTHER = SigningKey.generate("ES256", "other");

  @RegisterExtension static final RunningExamples EXAMPLES = new RunningExamples();

  private static TestIssuer issuer;
  private static ExampleServer server;

  @BeforeAll
  static void start() throws Exception {
    issuer = EXAMPLES.issuer();
    server = EXAMPLES.startForIssuer();
  }

  @ParameterizedTest(name = "DP-13 the same proof twice, {0}")
  @MethodSource("io.github.jerseymcp.example.ProtectedOperation#all")
  void acceptsAProofOnce(ProtectedOperation operation) {
    DpopAssertions.assertReplayRejected(caller(operation, KEY).target());
  }

  @ParameterizedTest(name = "DP-13 the same identifier of two keys, {0}")
  @MethodSource("io.github.jerseymcp.example.ProtectedOperation#all")
  void keepsTheIdentifiersOfEachKeyApart(ProtectedOperation operation) {
    OperationCaller caller = caller(operation, KEY);
    OperationCaller other = caller(operation, OTHER);
    String same = "the same for " + operation;

    assertThat(caller.outcome(caller.proof().claim("jti", same).sign())).isEqualTo("200 dpop");
    assertThat(other.outcome(other.proof().claim("jti", same).sign())).isEqualTo("200 dpop");
    assertThat(caller.outcome(caller.proof().claim("jti", same).sign())).isEqualTo(REFUSED);
  }

  @ParameterizedTest(name = "DP-13 a proof beside a token that is refused, {0}")
  @MethodSource("io.github.jerseymcp.example.ProtectedOperation#all")
  void usesNoProofUpForARequestThatItRefuses(ProtectedOperation operation) {
    OperationCaller caller = caller(operation, KEY);
    String proof = caller.proof().sign();
    String forged = caller.token().boundToKey(TestProof.thumbprint(KEY)).forgedBy(OTHER).sign();

    assertThat(OperationCaller.outcome(caller.request("DPoP", forged, proof)))
        .isEqualTo("401 Bearer, DPoP invalid_token");
    assertThat(OperationCaller.outcome(caller.request("Bearer", caller.boundToken, proof)))
        .isEqualTo("401 Bearer invalid_token, DPoP");
    assertThat(caller.outcome(proof)).isEqualTo("200 dpop");
  }

  @ParameterizedTest(name = "DP-13 eight threads with one proof, {0}")
  @MethodSource("io.github.jerseymcp.example.ProtectedOperation#all")
  void acceptsOneOfManyAtTheSameTime(ProtectedOperation operation) throws Exception {
    OperationCaller caller = caller(operation, KEY);
    String proof = caller.proof().sign();
    List<String> expected = new ArrayList<>(Collections.nCopies(RACERS - 1, REFUSED));
    expected.add("200 dpop");

    assertThat(race(caller, proof)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  @DisplayName("DP-13 a proof that was used for a 403, POST /mcp")
  void usesAProofUpForACallerWhoLacksScopes() {
    OperationCaller caller = caller(ProtectedOperation.all().findFirst().orElseThrow(), KEY);
    OperationCaller lister =
        caller(
            new ProtectedOperation(
                "POST", "/mcp", "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}"),
            KEY);
    String reader =
        caller.token().scope("mcp:tools:read").boundToKey(TestProof.thumbprint(KEY)).sign();
    String proof = caller.proof(reader).sign();

    assertThat(OperationCaller.outcome(caller.request("DPoP", reader, proof)))
        .isEqualTo("403 Bearer, DPoP insufficient_scope");
    assertThat(OperationCaller.outcome(lister.request("DPoP", reader, proof))).isEqualTo(REFUSED);
    assertThat(OperationCaller.outcome(lister.request("DPoP", reader, caller.proof(reader).sign())))
        .as("control")
        .isEqualTo("200");
  }

  private static List<String> race(OperationCaller caller, String proof) throws Exception {
    CyclicBarrier together = new CyclicBarrier(RACERS);
    ExecutorService threads = Executors.newFixedThreadPool(RACERS);
    try {
      List<Future<String>> racers = new ArrayList<>();
      for (int i = 0; i < RACERS; i++) {
        racers.add(
            threads.submit(
                () -> {
                  together.await();
                  return caller.outcome(proof);
                }));
      }
      List<String> outcomes = new ArrayList<>();
      for (Future<String> racer : racers) {
        outcomes.add(racer.get());
      }
      return outcomes;
    } finally {
      threads.shutdownNow();
    }
  }

  private static OperationCaller caller(ProtectedOperation operation, SigningKey key) {
    return new OperationCaller(operation, server, issuer, key);
  }
}

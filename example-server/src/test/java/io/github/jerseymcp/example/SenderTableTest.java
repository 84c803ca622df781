package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.DpopAnswer;
import io.github.jerseymcp.testing.DpopAssertions;
import io.github.jerseymcp.testing.DpopTarget;
import io.github.jerseymcp.testing.ProofDefect;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestProof;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules about bound tokens over HTTP, for {@code POST /mcp} and {@code GET /whoami}. */
final class SenderTableTest {

  private static final SigningKey KEY = SigningKey.generate("ES256", "proof");
  private static TestIssuer issuer;
  private static ExampleServer server;

  @BeforeAll
  static void start() throws Exception {
    issuer = TestIssuer.start();
    server = ExampleServer.start(Options.parse("--port", "0", "--issuer", issuer.issuer()));
  }

  @AfterAll
  static void stop() {
    server.close();
    issuer.close();
  }

  static Stream<String> operations() {
    return Stream.of("POST /mcp", "GET /whoami");
  }

  static Stream<Arguments> defects() {
    return operations()
        .flatMap(
            operation ->
                Stream.of(ProofDefect.values()).map(defect -> Arguments.of(operation, defect)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("defects")
  void refusesEveryDefectOfAProof(String operation, ProofDefect defect) {
    DpopAssertions.assertDefectRejected(target(operation, KEY), defect);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void acceptsAProofOnceDP13(String operation) {
    DpopAssertions.assertReplayRejected(target(operation, KEY));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void takesNoBoundTokenAsBearerDP17(String operation) {
    DpopAssertions.assertBoundBearerRejected(target(operation, KEY));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("operations")
  void needsExactlyOneProofDP01(String operation) {
    DpopAssertions.assertMissingProofRejected(target(operation, KEY));
    DpopAssertions.assertTwoProofsRejected(target(operation, KEY));
  }

  static Stream<Arguments> algorithms() {
    return operations()
        .flatMap(
            operation ->
                Stream.of("ES256", "ES384", "ES512", "RS256", "PS256", "EdDSA", "Ed25519")
                    .map(algorithm -> Arguments.of(operation, algorithm)));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("algorithms")
  void acceptsEachAdvertisedAlgorithmDP05(String operation, String algorithm) {
    DpopAssertions.assertProofAccepted(target(operation, SigningKey.generate(algorithm, "proof")));
  }

  static Stream<Arguments> addresses() {
    return operations()
        .flatMap(
            operation ->
                Stream.of(
                    Arguments.of(operation, "HTTP://", "", 200),
                    Arguments.of(operation, "http://", "?x=1", 200),
                    Arguments.of(operation, "http://", "#part", 200),
                    Arguments.of(operation, "https://", "", 401),
                    Arguments.of(operation, "http://", "/", 401),
                    Arguments.of(operation, "http://user@", "", 401)));
  }

  @ParameterizedTest(name = "{0}: {1}...{2} is {3}")
  @MethodSource("addresses")
  void comparesTheAddressNormalisedDP09(
      String operation, String beginning, String end, int status) {
    DpopTarget target = target(operation, KEY);
    String address = server.localUrl() + path(operation);
    String claimed = beginning + address.substring("http://".length()) + end;
    DpopAnswer answer = target.send("DPoP", List.of(target.proof().claim("htu", claimed).sign()));

    assertThat(answer.status()).as(answer.challenge()).isEqualTo(status);
  }

  private static DpopTarget target(String operation, SigningKey key) {
    String path = path(operation);
    String address = server.localUrl() + path;
    String token =
        issuer
            .token()
            .subject("alice")
            .audience(address)
            .scope("mcp:tools:read", "mcp:tools:call")
            .boundToKey(TestProof.thumbprint(key))
            .sign();
    String body =
        path.equals("/mcp")
            ? "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\","
                + "\"params\":{\"name\":\"whoami\",\"arguments\":{}}}"
            : "";
    String method = operation.substring(0, operation.indexOf(' '));
    return DpopTarget.of(URI.create(address), method, body, address, token, key);
  }

  private static String path(String operation) {
    return operation.substring(operation.indexOf(' ') + 1);
  }
}

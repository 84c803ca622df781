package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestProof;
import java.net.http.HttpRequest;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tokens, schemes and proofs together over HTTP, with DPoP optional, required and off. After each
 * refusal a caller with what that server wants comes in.
 */
final class SenderTableTest {

  private static final String NOTHING = "401 Bearer, DPoP";
  private static final String BAD_PROOF = "401 Bearer, DPoP invalid_dpop_proof";
  private static final String BAD_TOKEN = "401 Bearer, DPoP invalid_token";
  private static final String NO_BEARER_TOKEN = "401 Bearer invalid_token, DPoP";
  private static final String MALFORMED = "400 Bearer invalid_request, DPoP invalid_request";
  private static final String STRICT = "401 DPoP invalid_token";

  private static final SigningKey KEY = SigningKey.generate("ES256", "proof");
  @RegisterExtension static final RunningExamples EXAMPLES = new RunningExamples();

  private static final Map<DpopMode, ExampleServer> SERVERS = new EnumMap<>(DpopMode.class);
  private static TestIssuer issuer;

  @BeforeAll
  static void start() throws Exception {
    issuer = EXAMPLES.issuer();
    for (DpopMode mode : DpopMode.values()) {
      SERVERS.put(mode, EXAMPLES.startForIssuer("--dpop", mode.name().toLowerCase(Locale.ROOT)));
    }
  }

  static Stream<Arguments> optional() {
    return ProtectedOperation.withEach(
        Stream.of(
            row("DP-01 no proof", BAD_PROOF, c -> bound(c)),
            row("DP-01 two proofs", BAD_PROOF, c -> bound(c, proof(c), proof(c))),
            row("DP-01 the same proof twice", BAD_PROOF, c -> sameTwice(c)),
            row("DP-01 two in one field", BAD_PROOF, c -> bound(c, proof(c) + ", " + proof(c))),
            row("DP-01 one more, empty", BAD_PROOF, c -> bound(c, proof(c), "")),
            row("DP-14 scheme in lower case", "200 dpop", c -> as("dpop", c)),
            row("DP-14 scheme in upper case", "200 dpop", c -> as("DPOP", c)),
            row("DP-14 no token", MALFORMED, c -> c.request("DPoP", "", proof(c))),
            row("DP-14 no token68", MALFORMED, c -> c.request("DPoP", "a b", proof(c))),
            row("DP-14 a proof alone", NOTHING, c -> c.request().header("DPoP", proof(c))),
            row("DP-14 a proof beside Bearer", "200 bearer", c -> bearer(c, unboundProof(c))),
            row("DP-16 no credentials", NOTHING, c -> c.request()),
            row("DP-16 an unknown scheme", NOTHING, c -> as("Basic", c)),
            row("DP-17 a bound token as Bearer", NO_BEARER_TOKEN, c -> boundAsBearer(c)),
            row("DP-17 with its proof", NO_BEARER_TOKEN, c -> boundAsBearer(c, proof(c))),
            row("DP-18 unbound under DPoP", BAD_TOKEN, c -> unboundUnderDpop(c)),
            row("DP-18 a stray proof", "200 bearer", c -> bearer(c, "garbage")),
            row("DP-18 two stray proofs", "200 bearer", c -> bearer(c, "a", "b")),
            row("DP-19 DPoP and Bearer", MALFORMED, c -> andBearer(as("DPoP", c), c)),
            row("DP-19 Bearer and DPoP", MALFORMED, c -> andDpop(bearer(c), c)),
            row("DP-26 a proof as Bearer", NO_BEARER_TOKEN, c -> c.request("Bearer", proof(c))),
            row("DP-26 a proof as token", BAD_TOKEN, c -> proofAsToken(c)),
            row("DP-26 a token of that type", BAD_TOKEN, c -> tokenOfThatType(c)),
            row("DP-26 a token as proof", BAD_PROOF, c -> bound(c, c.boundToken))));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("optional")
  void whereDpopIsOptional(
      String row, ProtectedOperation operation, String expected, Request request) {
    OperationCaller caller = caller(operation, DpopMode.OPTIONAL);

    assertThat(OperationCaller.outcome(request.apply(caller))).isEqualTo(expected);
    assertThat(caller.outcome(proof(caller))).as("control").isEqualTo("200 dpop");
    assertThat(OperationCaller.outcome(bearer(caller))).as("control").isEqualTo("200 bearer");
  }

  static Stream<Arguments> required() {
    return ProtectedOperation.withEach(
        Stream.of(
            row("DP-16 no credentials", "401 DPoP", c -> c.request()),
            row("DP-17 a bound token as Bearer", STRICT, c -> boundAsBearer(c, proof(c))),
            row("DP-18 unbound under DPoP", STRICT, c -> unboundUnderDpop(c)),
            row("DP-19 Bearer where DPoP is required", STRICT, c -> bearer(c)),
            row("DP-19 with a proof", STRICT, c -> bearer(c, unboundProof(c))),
            row("DP-19 both", "400 DPoP invalid_request", c -> andBearer(as("DPoP", c), c))));
  }

  @ParameterizedTest(name = "{0}, {1}, DPoP required")
  @MethodSource("required")
  void whereDpopIsRequired(
      String row, ProtectedOperation operation, String expected, Request request) {
    OperationCaller caller = caller(operation, DpopMode.REQUIRED);

    assertThat(OperationCaller.outcome(request.apply(caller))).isEqualTo(expected);
    assertThat(caller.outcome(proof(caller))).as("control").isEqualTo("200 dpop");
  }

  static Stream<Arguments> off() {
    return ProtectedOperation.withEach(
        Stream.of(
            row("DP-16 no credentials", "401 Bearer", c -> c.request()),
            row("DP-14 a scheme that is not offered", "401 Bearer", c -> as("DPoP", c)),
            row("DP-17 a bound token", "401 Bearer invalid_token", c -> boundAsBearer(c))));
  }

  @ParameterizedTest(name = "{0}, {1}, DPoP off")
  @MethodSource("off")
  void whereDpopIsOff(String row, ProtectedOperation operation, String expected, Request request) {
    OperationCaller caller = caller(operation, DpopMode.OFF);

    assertThat(OperationCaller.outcome(request.apply(caller))).isEqualTo(expected);
    assertThat(OperationCaller.outcome(bearer(caller))).as("control").isEqualTo("200 bearer");
  }

  /** Makes the request of a row. */
  @FunctionalInterface
  interface Request extends Function<OperationCaller, HttpRequest.Builder> {}

  private static Arguments row(String name, String expected, Request request) {
    return Arguments.of(name, expected, request);
  }

  private static ExampleServer server(DpopMode mode) {
    return SERVERS.get(mode);
  }

  private static OperationCaller caller(ProtectedOperation operation, DpopMode mode) {
    return new OperationCaller(operation, server(mode), issuer, KEY);
  }

  private static String proof(OperationCaller caller) {
    return caller.proof().sign();
  }

  private static String unboundProof(OperationCaller caller) {
    return caller.proof(caller.token().sign()).sign();
  }

  private static HttpRequest.Builder bound(OperationCaller caller, String... proofs) {
    return caller.request("DPoP", caller.boundToken, proofs);
  }

  private static HttpRequest.Builder sameTwice(OperationCaller caller) {
    String proof = proof(caller);
    return bound(caller, proof, proof);
  }

  private static HttpRequest.Builder as(String scheme, OperationCaller caller) {
    return caller.request(scheme, caller.boundToken, proof(caller));
  }

  private static HttpRequest.Builder boundAsBearer(OperationCaller caller, String... proofs) {
    return caller.request("Bearer", caller.boundToken, proofs);
  }

  private static HttpRequest.Builder bearer(OperationCaller caller, String... proofs) {
    return caller.request("Bearer", caller.token().sign(), proofs);
  }

  private static HttpRequest.Builder unboundUnderDpop(OperationCaller caller) {
    String token = caller.token().sign();
    return caller.request("DPoP", token, caller.proof(token).sign());
  }

  private static HttpRequest.Builder proofAsToken(OperationCaller caller) {
    String proof = proof(caller);
    return caller.request("DPoP", proof, caller.proof(proof).sign());
  }

  private static HttpRequest.Builder tokenOfThatType(OperationCaller caller) {
    String token =
        caller.token().boundToKey(TestProof.thumbprint(KEY)).header("typ", "dpop+jwt").sign();
    return caller.request("DPoP", token, caller.proof(token).sign());
  }

  private static HttpRequest.Builder andBearer(HttpRequest.Builder request, OperationCaller c) {
    return request.header("Authorization", "Bearer " + c.token().sign());
  }

  private static HttpRequest.Builder andDpop(HttpRequest.Builder request, OperationCaller c) {
    return request.header("Authorization", "DPoP " + c.boundToken).header("DPoP", proof(c));
  }
}

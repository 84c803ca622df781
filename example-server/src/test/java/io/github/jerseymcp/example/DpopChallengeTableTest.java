package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.http.SentChallenge;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What the challenges say, parameter by parameter, and which pages may read them. */
final class DpopChallengeTableTest {

  private static final String PAGE = "https://app.example.com";
  private static final String ALGORITHMS = "RS256 PS256 ES256 ES384 ES512 EdDSA Ed25519";
  private static final SigningKey KEY = SigningKey.generate("ES256", "proof");

  @RegisterExtension static final RunningExamples EXAMPLES = new RunningExamples();

  private static TestIssuer issuer;
  private static ExampleServer optional;
  private static ExampleServer required;

  @BeforeAll
  static void start() throws Exception {
    issuer = EXAMPLES.issuer();
    optional = start("optional");
    required = start("required");
  }

  static Stream<Arguments> errors() {
    return ProtectedOperation.withEach(
        Stream.of(
            row("DP-15 no proof", "DPoP invalid_dpop_proof", c -> bound(c)),
            row("DP-15 two proofs", "DPoP invalid_dpop_proof", c -> bound(c, "a", "b")),
            row("DP-15 no valid token", "DPoP invalid_token", c -> c.request("DPoP", "x")),
            row("DP-15 as Bearer", "Bearer invalid_token", c -> c.request("Bearer", "x")),
            row("DP-16 no credentials", "", c -> c.request()),
            row("DP-16 an unknown scheme", "", c -> c.request("Basic", "eDp5"))));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("errors")
  void challengesOnceForEachSchemeAndSaysEverythingOnce(
      String row, ProtectedOperation operation, String error, Request request) {
    HttpResponse<String> answer = Http.send(request.apply(caller(operation, optional)));

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
    List<SentChallenge> challenges = SentChallenge.of(answer);
    assertThat(challenges).extracting(SentChallenge::scheme).containsExactly("Bearer", "DPoP");
    for (SentChallenge challenge : challenges) {
      Map<String, String> expected = pointer(operation, challenge.scheme());
      if (error.startsWith(challenge.scheme())) {
        expected.put("error", error.substring(challenge.scheme().length() + 1));
        expected.put("error_description", challenge.parameters().get("error_description"));
        assertThat(expected.get("error_description")).isNotEmpty();
      }
      assertThat(challenge.parameters()).isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "DP-28 missing scopes under {0}, DPoP {1}, POST /mcp")
  @CsvSource({
    "DPoP, optional, '403 Bearer, DPoP insufficient_scope'",
    "Bearer, optional, '403 Bearer insufficient_scope, DPoP'",
    "DPoP, required, '403 DPoP insufficient_scope'"
  })
  void namesMissingScopesUnderTheSchemeOfTheRequest(String scheme, String mode, String expected) {
    ProtectedOperation operation = ProtectedOperation.all().findFirst().orElseThrow();
    ExampleServer server = mode.equals("optional") ? optional : required;
    OperationCaller caller = caller(operation, server);
    HttpResponse<String> answer = Http.send(underScoped(caller, scheme));

    assertThat(SentChallenge.outcome(answer)).isEqualTo(expected);
    for (SentChallenge challenge : SentChallenge.of(answer)) {
      assertThat(challenge.parameters())
          .containsEntry("scope", "mcp:tools:read mcp:tools:call")
          .containsEntry("resource_metadata", server.localUrl() + document(operation));
      assertThat(challenge.parameters().get("algs"))
          .isEqualTo(challenge.scheme().equals("DPoP") ? ALGORITHMS : null);
    }
    assertThat(caller.outcome(caller.proof().sign())).as("control").isEqualTo("200 dpop");
  }

  static Stream<Arguments> pages() {
    return ProtectedOperation.withEach(
        Stream.of(
            row("DP-29 no credentials", "401 Bearer, DPoP", c -> c.request()),
            row("DP-29 no proof", "401 Bearer, DPoP invalid_dpop_proof", c -> bound(c)),
            row("DP-29 accepted", "200 dpop", c -> bound(c, c.proof().sign()))));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("pages")
  void letsAnAllowedPageReadChallengeAndNonce(
      String row, ProtectedOperation operation, String expected, Request request) {
    OperationCaller caller = caller(operation, optional);
    HttpResponse<String> answer = Http.send(request.apply(caller).header("Origin", PAGE));

    assertThat(SentChallenge.outcome(answer)).isEqualTo(expected);
    assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly(PAGE);
    assertThat(answer.headers().firstValue("Access-Control-Expose-Headers").orElseThrow())
        .contains("WWW-Authenticate, ", "DPoP-Nonce, ");
    HttpRequest.Builder stranger = request.apply(caller).header("Origin", "https://evil.example");
    assertThat(Http.send(stranger).headers().map())
        .doesNotContainKeys("access-control-allow-origin", "access-control-expose-headers");
  }

  /** Makes the request of a row. */
  @FunctionalInterface
  interface Request extends Function<OperationCaller, HttpRequest.Builder> {}

  private static Arguments row(String name, String expected, Request request) {
    return Arguments.of(name, expected, request);
  }

  private static ExampleServer start(String mode) throws Exception {
    return EXAMPLES.startForIssuer("--dpop", mode, "--allowed-origin", PAGE);
  }

  private static OperationCaller caller(ProtectedOperation operation, ExampleServer server) {
    return new OperationCaller(operation, server, issuer, KEY);
  }

  private static HttpRequest.Builder bound(OperationCaller caller, String... proofs) {
    return caller.request("DPoP", caller.boundToken, proofs);
  }

  private static HttpRequest.Builder underScoped(OperationCaller caller, String scheme) {
    if (scheme.equals("Bearer")) {
      return caller.request(scheme, caller.token().scope("mcp:tools:read").sign());
    }
    String token =
        caller.token().scope("mcp:tools:read").boundToKey(TestProof.thumbprint(KEY)).sign();
    return caller.request(scheme, token, caller.proof(token).sign());
  }

  private static String document(ProtectedOperation operation) {
    return "/.well-known/oauth-protected-resource" + operation.path();
  }

  private static Map<String, String> pointer(ProtectedOperation operation, String scheme) {
    Map<String, String> parameters = new HashMap<>();
    parameters.put("resource_metadata", optional.localUrl() + document(operation));
    if (operation.path().equals("/mcp")) {
      parameters.put("scope", ExampleUsers.ALL);
    }
    if (scheme.equals("DPoP")) {
      parameters.put("algs", ALGORITHMS);
    }
    return parameters;
  }
}

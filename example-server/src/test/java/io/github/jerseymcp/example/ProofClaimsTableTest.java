package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestProof;
import java.math.BigInteger;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The claims of a proof over HTTP, with a public address other than the one that is listened on.
 * After each refusal the same caller comes in with a valid proof.
 */
final class ProofClaimsTableTest {

  private static final String PUBLIC_URL = "https://mcp.example.com";
  private static final SigningKey KEY = SigningKey.generate("ES256", "proof");
  private static TestIssuer issuer;
  private static ExampleServer server;

  @BeforeAll
  static void start() throws Exception {
    issuer = TestIssuer.start();
    server =
        ExampleServer.start(
            Options.parse("--port", "0", "--issuer", issuer.issuer(), "--public-url", PUBLIC_URL));
  }

  @AfterAll
  static void stop() {
    server.close();
    issuer.close();
  }

  static Stream<Arguments> refused() {
    return ProtectedOperation.withEach(
        Stream.of(
            claim("DP-03 jti a number", "jti", 7),
            claim("DP-03 jti too long", "jti", "j".repeat(257)),
            claim("DP-03 htm null", "htm", null),
            row("DP-03 htm an array", (p, o) -> p.claim("htm", List.of(o.method()))),
            claim("DP-03 htu null", "htu", null),
            claim("DP-03 ath null", "ath", null),
            claim("DP-03 ath a number", "ath", 1),
            claim("DP-03 nonce null", "nonce", null),
            row("DP-08 in lower case", (p, o) -> p.claim("htm", lowerCase(o.method()))),
            row("DP-08 of the other operation", (p, o) -> p.claim("htm", o.otherMethod())),
            row("DP-08 a space", (p, o) -> p.claim("htm", o.method() + " ")),
            target("DP-09 another host", "https://other.example.com", ""),
            target("DP-09 the host as a suffix", "https://x.mcp.example.com", ""),
            target("DP-09 another port", "https://mcp.example.com:8443", ""),
            target("DP-09 http", "http://mcp.example.com", ""),
            target("DP-09 a user", "https://user@mcp.example.com", ""),
            target("DP-09 no scheme", "//mcp.example.com", ""),
            target("DP-09 a slash more", PUBLIC_URL, "/"),
            target("DP-09 a path below", PUBLIC_URL, "/x"),
            target("DP-09 a dot segment that leads away", PUBLIC_URL, "/.."),
            row("DP-09 another case", (p, o) -> p.claim("htu", PUBLIC_URL + upperCase(o.path()))),
            row("DP-09 listened on", (p, o) -> p.claim("htu", server.localUrl() + o.path())),
            row("DP-09 an array", (p, o) -> p.claim("htu", List.of(PUBLIC_URL + o.path()))),
            claim("DP-09 a number", "htu", 1),
            claim("DP-09 empty", "htu", ""),
            time("DP-11 303 s ago", -303),
            time("DP-11 301 s ago", -301),
            time("DP-11 400 s ago", -400),
            time("DP-11 L-06 60 s ahead", 60),
            time("DP-11 310 s ahead", 310),
            time("DP-11 400 s ahead", 400),
            claim("DP-11 negative", "iat", -1),
            claim("DP-11 1e300", "iat", 1e300),
            claim("DP-11 beyond a long", "iat", BigInteger.TWO.pow(80)),
            claim("DP-11 the largest long", "iat", Long.MAX_VALUE),
            row("DP-11 expired", (p, o) -> p.claim("exp", now() - 60)),
            row("DP-11 not yet valid", (p, o) -> p.claim("nbf", now() + 400)),
            row("DP-12 padded ath", (p, o) -> p.claim("ath", ath(p) + "=")),
            row("DP-12 ath in other letters", (p, o) -> p.claim("ath", swapCase(ath(p)))),
            claim("DP-12 empty ath", "ath", "")));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("refused")
  void refuses(String row, ProtectedOperation operation, Change change) {
    OperationCaller caller = caller(operation);

    assertThat(caller.outcome(change.apply(caller.proof(), operation).sign()))
        .isEqualTo("401 Bearer, DPoP invalid_dpop_proof");
    assertThat(caller.outcome(caller.proof().sign())).as("control").isEqualTo("200 dpop");
  }

  static Stream<Arguments> accepted() {
    return ProtectedOperation.withEach(
        Stream.of(
            row("DP-08 as it is", (p, o) -> p),
            target("DP-09 scheme, host and port", "HTTPS://MCP.example.com:443", ""),
            target("DP-09 a dot segment", PUBLIC_URL + "/.", ""),
            target("DP-09 two dots", PUBLIC_URL + "/x/..", ""),
            row("DP-09 an escape", (p, o) -> p.claim("htu", PUBLIC_URL + escaped(o.path()))),
            target("DP-09 a query", PUBLIC_URL, "?x=1"),
            target("DP-09 a fragment", PUBLIC_URL, "#part"),
            claim("DP-10 a nonce that nobody asked for", "nonce", "old"),
            time("DP-11 290 s ago", -290),
            time("DP-11 20 s ahead", 20),
            row("DP-11 a fraction", (p, o) -> p.claim("iat", now() + 0.25)),
            row("DP-11 exp and nbf", (p, o) -> p.claim("exp", now() + 60).claim("nbf", now())),
            claim("DP-29 a digest of another body", "content_digest", "sha-256=:AAAA:")));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("accepted")
  void accepts(String row, ProtectedOperation operation, Change change) {
    OperationCaller caller = caller(operation);

    assertThat(caller.outcome(change.apply(caller.proof(), operation).sign()))
        .isEqualTo("200 dpop");
  }

  @ParameterizedTest(name = "DP-08 X-HTTP-Method-Override is not consulted, {0}")
  @MethodSource("io.github.jerseymcp.example.ProtectedOperation#all")
  void countsTheMethodOfTheRequestLine(ProtectedOperation operation) {
    OperationCaller caller = caller(operation);
    String other = caller.proof().claim("htm", operation.otherMethod()).sign();

    assertThat(OperationCaller.outcome(overridden(caller, other)))
        .isEqualTo("401 Bearer, DPoP invalid_dpop_proof");
    assertThat(OperationCaller.outcome(overridden(caller, caller.proof().sign())))
        .isEqualTo("200 dpop");
  }

  @ParameterizedTest(name = "DP-09 the query of the request does not count, {0}")
  @MethodSource("io.github.jerseymcp.example.ProtectedOperation#all")
  void ignoresTheQueryOfTheRequest(ProtectedOperation operation) {
    OperationCaller caller = caller(operation);
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
    OperationCaller caller = caller(operation);
    String decoded = new Base64URL(caller.boundToken.split("\\.", -1)[1]).decodeToString();

    assertThat(caller.outcome(caller.proof().token(decoded).sign()))
        .isEqualTo("401 Bearer, DPoP invalid_dpop_proof");
    assertThat(caller.outcome(caller.proof().sign())).as("control").isEqualTo("200 dpop");
  }

  /** A change of a valid proof for an operation. */
  @FunctionalInterface
  interface Change extends BiFunction<TestProof, ProtectedOperation, TestProof> {}

  private static OperationCaller caller(ProtectedOperation operation) {
    return new OperationCaller(operation, server, issuer, KEY);
  }

  private static HttpRequest.Builder overridden(OperationCaller caller, String proof) {
    return caller
        .request("DPoP", caller.boundToken, proof)
        .header("X-HTTP-Method-Override", caller.operation.otherMethod());
  }

  private static Arguments row(String name, Change change) {
    return Arguments.of(name, change);
  }

  private static Arguments claim(String name, String claim, Object value) {
    return row(name, (proof, operation) -> proof.claim(claim, value));
  }

  private static Arguments target(String name, String origin, String end) {
    return row(name, (proof, operation) -> proof.claim("htu", origin + operation.path() + end));
  }

  private static Arguments time(String name, long seconds) {
    return row(name, (proof, operation) -> proof.claim("iat", now() + seconds));
  }

  private static long now() {
    return Instant.now().getEpochSecond();
  }

  private static String ath(TestProof proof) {
    return proof.payload().replaceAll(".*\"ath\":\"([^\"]*)\".*", "$1");
  }

  private static String swapCase(String text) {
    return text.equals(lowerCase(text)) ? upperCase(text) : lowerCase(text);
  }

  private static String lowerCase(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static String upperCase(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  /** The path with its first letter escaped. */
  private static String escaped(String path) {
    return "/%" + Integer.toHexString(path.charAt(1)) + path.substring(2);
  }
}

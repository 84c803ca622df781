package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.testsupport.cert.TlsIdentity;
import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.http.SentChallenge;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Tokens that are bound to a client certificate, over HTTP: the certificate of the TLS connection,
 * and the one that a trusted proxy forwards. After each row its holder comes in.
 */
final class CertificateTableTest {

  private static final String REFUSED = "401 Bearer invalid_token, DPoP";
  private static final String UNDER_DPOP = "401 Bearer, DPoP invalid_token";
  private static final String BAD_PROOF = "401 Bearer, DPoP invalid_dpop_proof";
  private static final SigningKey KEY = SigningKey.generate("ES256", "proof");
  private static final String JKT = TestProof.thumbprint(KEY);
  private static final String OTHER_JKT =
      TestProof.thumbprint(SigningKey.generate("ES256", "other"));

  @RegisterExtension static final RunningExamples EXAMPLES = new RunningExamples();

  @TempDir private static Path directory;
  private static final Map<TlsIdentity, HttpClient> CLIENTS = new HashMap<>();
  private static TlsIdentity alice;
  private static TlsIdentity renewed;
  private static TlsIdentity mallory;
  private static String x5t;
  private static TestIssuer issuer;
  private static ExampleServer tls;
  private static ExampleServer behindProxy;

  @BeforeAll
  static void start() throws Exception {
    TlsIdentity own = TlsIdentity.make(directory, "server");
    alice = TlsIdentity.make(directory, "alice");
    renewed = alice.renewed();
    mallory = TlsIdentity.make(directory, "mallory");
    x5t = alice.thumbprint();
    for (TlsIdentity certificate : new TlsIdentity[] {null, alice, renewed, mallory}) {
      CLIENTS.put(certificate, own.client(certificate));
    }
    issuer = EXAMPLES.issuer();
    String store = own.file().toString();
    tls =
        EXAMPLES.startForIssuer(
            "--tls-keystore", store, "--tls-password", TlsIdentity.PASSWORD, "--client-auth");
    behindProxy =
        EXAMPLES.startForIssuer(
            "--public-url", "https://mcp.example.com", "--trusted-proxy", "127.0.0.1");
  }

  static Stream<Arguments> rows() {
    String hex = HexFormat.of().formatHex(Base64.getUrlDecoder().decode(x5t));
    Map<String, Object> both = Map.of("x5t#S256", x5t, "jkt", JKT);
    return eachWay(
        Stream.of(
            row("MT-01 the certificate", "200 mtls", alice, c -> bound(c, x5t)),
            row("MT-01 none", REFUSED, null, c -> bound(c, x5t)),
            row("MT-01 another", REFUSED, mallory, c -> bound(c, x5t)),
            row("MT-01 another of its key", REFUSED, renewed, c -> bound(c, x5t)),
            row("MT-01 hex digest", REFUSED, alice, c -> bound(c, hex)),
            row("MT-01 padded", REFUSED, alice, c -> bound(c, x5t + "=")),
            row("MT-01 empty", REFUSED, alice, c -> bound(c, "")),
            row("MT-02 scheme in another case", "200 mtls", alice, c -> as("BEARER", c)),
            row("MT-02 under DPoP", UNDER_DPOP, alice, c -> dpop(c, Map.of("x5t#S256", x5t))),
            row("MT-03 signed by itself", "200 mtls", alice, c -> bound(c, x5t)),
            row("MT-06 key and certificate", "200 dpop", alice, c -> dpop(c, both)),
            row("MT-06 key, no certificate", UNDER_DPOP, null, c -> dpop(c, both)),
            row("MT-06 key, another certificate", UNDER_DPOP, mallory, c -> dpop(c, both)),
            row("MT-06 certificate, another key", UNDER_DPOP, alice, c -> dpop(c, otherKey())),
            row("MT-06 certificate, no proof", BAD_PROOF, alice, c -> withoutProof(c, both)),
            row("MT-06 certificate, as Bearer", REFUSED, alice, c -> bearer(c, both)),
            row("MT-06 nothing known", REFUSED, alice, c -> bearer(c, Map.of("x", "y"))),
            row("MT-06 empty", REFUSED, alice, c -> bearer(c, Map.of())),
            row("MT-06 a list", REFUSED, alice, c -> bearer(c, List.of(x5t))),
            row("MT-06 a string", REFUSED, alice, c -> bearer(c, x5t)),
            row("MT-06 null", REFUSED, alice, c -> bearer(c, null)),
            row("MT-06 a number in it", REFUSED, alice, c -> bearer(c, Map.of("x5t#S256", 1))),
            row("MT-06 what is not checked", REFUSED, alice, c -> bearer(c, withKeyId())),
            row("MT-07 unbound", "200 bearer", null, c -> unbound(c)),
            row("MT-07 unbound, certificate shown", "200 bearer", mallory, c -> unbound(c))));
  }

  @ParameterizedTest(name = "{0}, {1}, {2}")
  @MethodSource("rows")
  void acceptsTheHolderAlone(
      String row,
      ProtectedOperation operation,
      Way way,
      String expected,
      TlsIdentity shown,
      Request request) {
    OperationCaller caller =
        new OperationCaller(operation, way == Way.CONNECTION ? tls : behindProxy, issuer, KEY);

    assertThat(outcome(way, shown, request.apply(caller))).isEqualTo(expected);
    assertThat(outcome(way, alice, bound(caller, x5t))).as("control").isEqualTo("200 mtls");
  }

  /** How the certificate reaches the server. */
  enum Way {
    CONNECTION,
    PROXY
  }

  /** Makes the request of a row. */
  @FunctionalInterface
  interface Request extends Function<OperationCaller, HttpRequest.Builder> {}

  private static Arguments row(String name, String expected, TlsIdentity shown, Request request) {
    return Arguments.of(name, expected, shown, request);
  }

  private static Stream<Arguments> eachWay(Stream<Arguments> rows) {
    List<Arguments> all = ProtectedOperation.withEach(rows).toList();
    return Stream.of(Way.values())
        .flatMap(
            way ->
                all.stream()
                    .map(Arguments::get)
                    .map(row -> Arguments.of(row[0], row[1], way, row[2], row[3], row[4])));
  }

  private static String outcome(Way way, TlsIdentity shown, HttpRequest.Builder request) {
    if (way == Way.CONNECTION) {
      return SentChallenge.outcome(Http.send(CLIENTS.get(shown), request));
    }
    return OperationCaller.outcome(
        shown == null ? request : request.header("Client-Cert", shown.clientCert()));
  }

  private static HttpRequest.Builder bound(OperationCaller caller, String thumbprint) {
    return caller.request("Bearer", caller.token().boundToCertificate(thumbprint).sign());
  }

  private static HttpRequest.Builder as(String scheme, OperationCaller caller) {
    return caller.request(scheme, caller.token().boundToCertificate(x5t).sign());
  }

  private static HttpRequest.Builder bearer(OperationCaller caller, Object confirmation) {
    return caller.request("Bearer", caller.token().claim("cnf", confirmation).sign());
  }

  private static HttpRequest.Builder dpop(OperationCaller caller, Object confirmation) {
    String token = caller.token().claim("cnf", confirmation).sign();
    return caller.request("DPoP", token, caller.proof(token).sign());
  }

  private static HttpRequest.Builder withoutProof(OperationCaller caller, Object confirmation) {
    return caller.request("DPoP", caller.token().claim("cnf", confirmation).sign());
  }

  private static HttpRequest.Builder unbound(OperationCaller caller) {
    return caller.request("Bearer", caller.token().sign());
  }

  private static Map<String, String> otherKey() {
    return Map.of("x5t#S256", x5t, "jkt", OTHER_JKT);
  }

  private static Map<String, String> withKeyId() {
    return Map.of("x5t#S256", x5t, "kid", "of some key");
  }
}

package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.cert.TlsIdentity;
import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.http.SentChallenge;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** MT-05 over HTTP: a certificate in a header field counts from a trusted proxy alone. */
final class ForwardedCertificateTableTest {

  private static final String REFUSED = "401 Bearer invalid_token, DPoP";
  private static final SigningKey KEY = SigningKey.generate("ES256", "proof");

  @RegisterExtension static final RunningExamples EXAMPLES = new RunningExamples();

  @TempDir private static Path directory;
  private static TlsIdentity alice;
  private static TlsIdentity mallory;
  private static HttpClient asMallory;
  private static TestIssuer issuer;
  private static ExampleServer trusting;
  private static ExampleServer trustingOthers;
  private static ExampleServer trustingNobody;
  private static ExampleServer tls;

  @BeforeAll
  static void start() throws Exception {
    TlsIdentity own = TlsIdentity.make(directory, "server");
    alice = TlsIdentity.make(directory, "alice");
    mallory = TlsIdentity.make(directory, "mallory");
    asMallory = own.client(mallory);
    issuer = EXAMPLES.issuer();
    trusting = start("--trusted-proxy 127.0.0.1");
    trustingOthers = start("--trusted-proxy 10.0.0.0/8");
    trustingNobody = start("");
    tls =
        start(
            "--client-auth --tls-password "
                + TlsIdentity.PASSWORD
                + " --tls-keystore "
                + own.file());
  }

  static Stream<Arguments> fields() {
    String own = alice.clientCert();
    return ProtectedOperation.withEach(
        Stream.of(
            row("MT-05 the certificate", "200 mtls", own),
            row("MT-05 no field", REFUSED),
            row("MT-05 another certificate", REFUSED, mallory.clientCert()),
            row("MT-05 two fields", REFUSED, own, own),
            row("MT-05 two different fields", REFUSED, own, mallory.clientCert()),
            row("MT-05 two in one field", REFUSED, own + ", " + own),
            row("MT-05 no base64", REFUSED, ":!!!:"),
            row("MT-05 no colons", REFUSED, own.substring(1, own.length() - 1)),
            row("MT-05 one colon", REFUSED, own.substring(0, own.length() - 1)),
            row("MT-05 colons alone", REFUSED, "::"),
            row("MT-05 empty", REFUSED, ""),
            row(
                "MT-05 cut off",
                REFUSED,
                encoded(Arrays.copyOf(alice.der(), alice.der().length - 9))),
            row("MT-05 bytes after it", REFUSED, encoded(Arrays.copyOf(alice.der(), 4096))),
            row("MT-05 no certificate", REFUSED, encoded("x".getBytes(StandardCharsets.UTF_8))),
            row("MT-05 too long", REFUSED, ":" + "A".repeat(20_000) + ":")));
  }

  @ParameterizedTest(name = "{0}, {1}")
  @MethodSource("fields")
  void readsOneWellFormedFieldOfATrustedProxy(
      String row, ProtectedOperation operation, String expected, List<String> fields)
      throws Exception {
    assertThat(OperationCaller.outcome(call(operation, trusting, fields))).isEqualTo(expected);
    assertThat(OperationCaller.outcome(call(operation, trusting, List.of(alice.clientCert()))))
        .as("control")
        .isEqualTo("200 mtls");
  }

  static Stream<Arguments> strangers() {
    return ProtectedOperation.withEach(
        Stream.of(
            Arguments.of("MT-05 from a peer that is not listed", trustingOthers),
            Arguments.of("MT-05 where no proxy is listed", trustingNobody)));
  }

  @ParameterizedTest(name = "{0}, {1}", autoCloseArguments = false)
  @MethodSource("strangers")
  void ignoresTheFieldOfAnybodyElse(String row, ProtectedOperation operation, ExampleServer server)
      throws Exception {
    OperationCaller caller = new OperationCaller(operation, server, issuer, KEY);
    HttpRequest.Builder unbound =
        caller.request("Bearer", caller.token().sign()).header("Client-Cert", "garbage");

    assertThat(OperationCaller.outcome(call(operation, server, List.of(alice.clientCert()))))
        .isEqualTo(REFUSED);
    assertThat(OperationCaller.outcome(unbound)).as("control").isEqualTo("200 bearer");
  }

  @ParameterizedTest(name = "MT-05 from a client with another certificate, {0}")
  @MethodSource("io.github.jerseymcp.example.ProtectedOperation#all")
  void ignoresTheFieldOfAClientWithACertificateOfItsOwn(ProtectedOperation operation)
      throws Exception {
    OperationCaller caller = new OperationCaller(operation, tls, issuer, KEY);
    String token = caller.token().boundToCertificate(mallory.thumbprint()).sign();
    HttpRequest.Builder own =
        caller.request("Bearer", token).header("Client-Cert", alice.clientCert());
    HttpRequest.Builder stolen = call(operation, tls, List.of(alice.clientCert()));

    assertThat(SentChallenge.outcome(Http.send(asMallory, stolen))).isEqualTo(REFUSED);
    assertThat(SentChallenge.outcome(Http.send(asMallory, own))).isEqualTo("200 mtls");
  }

  private static ExampleServer start(String options) throws Exception {
    String all = "--public-url https://mcp.example.com " + options;
    return EXAMPLES.startForIssuer(all.strip().split(" "));
  }

  private static Arguments row(String name, String expected, String... fields) {
    return Arguments.of(name, expected, List.of(fields));
  }

  private static String encoded(byte[] der) {
    return ":" + Base64.getEncoder().encodeToString(der) + ":";
  }

  /** A call with alice's token. */
  private static HttpRequest.Builder call(
      ProtectedOperation operation, ExampleServer server, List<String> fields) throws Exception {
    OperationCaller caller = new OperationCaller(operation, server, issuer, KEY);
    HttpRequest.Builder request =
        caller.request("Bearer", caller.token().boundToCertificate(alice.thumbprint()).sign());
    fields.forEach(field -> request.header("Client-Cert", field));
    return request;
  }
}

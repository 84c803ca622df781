package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.cert.TlsIdentity;
import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.http.SentChallenge;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the certificate of a connection comes from, and what the document says about it. */
final class CertificateConnectionTableTest {

  private static final SigningKey KEY = SigningKey.generate("ES256", "proof");

  @RegisterExtension static final RunningExamples EXAMPLES = new RunningExamples();

  @TempDir private static Path directory;
  private static TlsIdentity own;
  private static TlsIdentity alice;
  private static TlsIdentity mallory;
  private static TestIssuer issuer;
  private static ExampleServer server;

  @BeforeAll
  static void start() throws Exception {
    own = TlsIdentity.make(directory, "server");
    alice = TlsIdentity.make(directory, "alice");
    mallory = TlsIdentity.make(directory, "mallory");
    issuer = EXAMPLES.issuer();
    server =
        EXAMPLES.startForIssuer(
            "--dpop",
            "off",
            "--tls-keystore",
            own.file().toString(),
            "--tls-password",
            TlsIdentity.PASSWORD,
            "--client-auth");
  }

  static Stream<Arguments> protocols() {
    return ProtectedOperation.withEach(
        Stream.of(
            Arguments.of("MT-08 TLSv1.2", "TLSv1.2"), Arguments.of("MT-08 TLSv1.3", "TLSv1.3")));
  }

  @ParameterizedTest(name = "{0} on one connection, {1}")
  @MethodSource("protocols")
  void knowsTheCertificateOnEachRequest(String row, ProtectedOperation operation, String protocol)
      throws Exception {
    OperationCaller caller = new OperationCaller(operation, server, issuer, KEY);
    HttpClient asAlice = own.client(alice, protocol);

    for (int i = 0; i < 3; i++) {
      HttpResponse<String> answer = Http.send(asAlice, bound(caller, alice));
      assertThat(answer.sslSession().orElseThrow().getProtocol()).isEqualTo(protocol);
      assertThat(SentChallenge.outcome(answer)).isEqualTo("200 mtls");
      assertThat(outcome(asAlice, bound(caller, mallory))).isEqualTo("401 Bearer invalid_token");
    }
    assertThat(outcome(own.client(mallory, protocol), bound(caller, alice)))
        .isEqualTo("401 Bearer invalid_token");
  }

  @ParameterizedTest(name = "{0} on a resumed session, {1}")
  @MethodSource("protocols")
  void knowsTheCertificateOfASessionThatIsResumed(
      String row, ProtectedOperation operation, String protocol) throws Exception {
    OperationCaller caller = new OperationCaller(operation, server, issuer, KEY);
    SSLContext sessions = own.trustedBy(alice);
    HttpResponse<String> first = Http.send(connection(sessions, protocol), bound(caller, alice));
    HttpResponse<String> second = Http.send(connection(sessions, protocol), bound(caller, alice));

    SSLSession resumed = second.sslSession().orElseThrow();
    assertThat(resumed.getCreationTime())
        .as("resumed")
        .isEqualTo(first.sslSession().orElseThrow().getCreationTime());
    assertThat(SentChallenge.outcome(first)).isEqualTo("200 mtls");
    assertThat(SentChallenge.outcome(second)).isEqualTo("200 mtls");
    assertThat(outcome(connection(sessions, protocol), bound(caller, mallory)))
        .isEqualTo("401 Bearer invalid_token");
  }

  @ParameterizedTest(name = "MT-08 a client that would speak HTTP/2, {0}")
  @MethodSource("io.github.jerseymcp.example.ProtectedOperation#all")
  void speaksHttp1ToWhomeverPrefersHttp2(ProtectedOperation operation) throws Exception {
    OperationCaller caller = new OperationCaller(operation, server, issuer, KEY);
    HttpClient client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_2)
            .sslContext(own.trustedBy(alice))
            .build();

    HttpResponse<String> answer = Http.send(client, bound(caller, alice));

    assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    assertThat(SentChallenge.outcome(answer)).isEqualTo("200 mtls");
  }

  @ParameterizedTest(name = "MT-07 the document demands nothing that is not enforced, {0}")
  @MethodSource("io.github.jerseymcp.example.ProtectedOperation#all")
  void advertisesNoDutyToBindTokens(ProtectedOperation operation) throws Exception {
    OperationCaller caller = new OperationCaller(operation, server, issuer, KEY);
    HttpClient client = own.client(null);
    String document = "/.well-known/oauth-protected-resource" + operation.path();

    assertThat(
            Http.send(client, HttpRequest.newBuilder(URI.create(server.localUrl() + document)))
                .body())
        .contains("\"resource\":\"" + caller.address() + "\"")
        .doesNotContain("tls_client_certificate_bound_access_tokens");
    assertThat(outcome(client, caller.request("Bearer", caller.token().sign())))
        .isEqualTo("200 bearer");
  }

  private static HttpClient connection(SSLContext sessions, String protocol) {
    return HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .sslContext(sessions)
        .sslParameters(new SSLParameters(null, new String[] {protocol}))
        .build();
  }

  private static HttpRequest.Builder bound(OperationCaller caller, TlsIdentity certificate)
      throws Exception {
    return caller.request(
        "Bearer", caller.token().boundToCertificate(certificate.thumbprint()).sign());
  }

  private static String outcome(HttpClient client, HttpRequest.Builder request) {
    return SentChallenge.outcome(Http.send(client, request));
  }
}

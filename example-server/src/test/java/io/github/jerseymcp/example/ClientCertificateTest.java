package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testing.TestToken;
import io.github.jerseymcp.testsupport.Opened;
import io.github.jerseymcp.testsupport.cert.TlsIdentity;
import io.github.jerseymcp.testsupport.http.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens that are bound to a client certificate, shown to the server or forwarded by a proxy. */
final class ClientCertificateTest {

  private static final String PUBLIC_URL = "https://mcp.example.com";

  @RegisterExtension static final Opened OPENED = Opened.forAllTests();

  @TempDir private static Path directory;
  private static TlsIdentity own;
  private static TlsIdentity alice;
  private static TlsIdentity mallory;
  private static TestIssuer issuer;
  private ExampleServer server;

  @BeforeAll
  static void prepare() throws Exception {
    own = TlsIdentity.make(directory, "server");
    alice = TlsIdentity.make(directory, "alice");
    mallory = TlsIdentity.make(directory, "mallory", "JKS");
    issuer = OPENED.open(TestIssuer.start());
  }

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
  void aTokenIsAcceptedFromTheHolderOfItsCertificateAlone(String protocol) throws Exception {
    start(tls(own) + " --client-auth");
    String token = boundTo(alice, server.localUrl());

    HttpResponse<String> answer = call(own.client(alice, protocol), token);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .contains("\"binding\":\"mtls\"", "\"x5t_s256\":\"" + alice.thumbprint() + "\"");
    assertThat(call(own.client(mallory, protocol), token).statusCode()).isEqualTo(401);
    assertThat(call(own.client(null, protocol), token).statusCode()).isEqualTo(401);
  }

  @Test
  void clientsNeedNoCertificateForOtherTokens() throws Exception {
    start(tls(own) + " --client-auth");
    String token = token(server.localUrl()).sign();

    assertThat(call(own.client(null), token).body()).contains("\"binding\":\"bearer\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PKCS12", "JKS"})
  void keyStoresAreToldApartByTheirContent(String type) throws Exception {
    TlsIdentity other = TlsIdentity.make(directory, "other-" + type, type);
    start(tls(other));

    assertThat(server.localUrl()).startsWith("https://127.0.0.1:");
    assertThat(call(other.client(null), token(server.localUrl()).sign()).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"server.keystore, wrong", "missing.keystore, changeit", "empty.keystore, changeit"})
  void aKeyStoreThatCannotBeUsedIsSaidClearly(String file, String password) throws Exception {
    Files.writeString(directory.resolve("empty.keystore"), "");
    Options options =
        Options.parse(
            "--port",
            "0",
            "--tls-keystore",
            directory.resolve(file).toString(),
            "--tls-password",
            password);

    assertThatThrownBy(() -> ExampleServer.start(options))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("--tls-keystore")
        .hasMessageNotContaining(password);
  }

  @Test
  void theProxysHeaderCountsWithAPublicUrl() throws Exception {
    start("--public-url " + PUBLIC_URL + " --trusted-proxy 127.0.0.1");
    String token = boundTo(alice, PUBLIC_URL);

    assertThat(callThroughProxy(token, alice)).isEqualTo(200);
    assertThat(callThroughProxy(token, mallory)).isEqualTo(401);
    assertThat(callThroughProxy(token)).isEqualTo(401);
    assertThat(callThroughProxy(token, alice, alice)).isEqualTo(401);
  }

  @Test
  void theProxysHeaderCountsWithTheOriginOfTheRequest() throws Exception {
    start("--allowed-host mcp.example.com --trusted-proxy 127.0.0.0/8");
    String token = boundTo(alice, PUBLIC_URL);

    assertThat(callThroughProxy(token, alice)).isEqualTo(200);
    assertThat(callThroughProxy(token, mallory)).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " --trusted-proxy 10.0.0.0/8"})
  void theHeaderOfAnybodyElseIsIgnored(String option) throws Exception {
    start("--public-url " + PUBLIC_URL + option);

    assertThat(callThroughProxy(boundTo(alice, PUBLIC_URL), alice)).isEqualTo(401);
  }

  @Test
  void theProxysHeaderAloneCountsOnTheProxysConnection() throws Exception {
    start(tls(own) + " --client-auth --trusted-proxy 127.0.0.1 --public-url " + PUBLIC_URL);
    HttpClient asMallory = own.client(mallory);

    assertThat(call(asMallory, boundTo(alice, PUBLIC_URL), alice).statusCode()).isEqualTo(200);
    assertThat(call(asMallory, boundTo(mallory, PUBLIC_URL), alice).statusCode()).isEqualTo(401);
    assertThat(call(asMallory, boundTo(mallory, PUBLIC_URL)).statusCode()).isEqualTo(401);
  }

  @Test
  void besideAProxyTheHeaderOfAnybodyElseIsIgnored() throws Exception {
    start(tls(own) + " --client-auth --trusted-proxy 10.0.0.0/8 --public-url " + PUBLIC_URL);
    HttpClient asMallory = own.client(mallory);

    assertThat(call(asMallory, boundTo(alice, PUBLIC_URL), alice).statusCode()).isEqualTo(401);
    assertThat(call(asMallory, boundTo(mallory, PUBLIC_URL), alice).statusCode()).isEqualTo(200);
  }

  private void start(String options) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(options.split(" ")));
    arguments.addAll(List.of("--port", "0", "--issuer", issuer.issuer()));
    server = ExampleServer.start(Options.parse(arguments.toArray(String[]::new)));
  }

  private static String tls(TlsIdentity certificate) {
    return "--tls-keystore " + certificate.file() + " --tls-password " + TlsIdentity.PASSWORD;
  }

  private static TestToken token(String origin) {
    return issuer.token().audience(origin + "/whoami").scope("notes:read");
  }

  private static String boundTo(TlsIdentity certificate, String origin) throws Exception {
    return token(origin).boundToCertificate(certificate.thumbprint()).sign();
  }

  private int callThroughProxy(String token, TlsIdentity... forwarded) throws Exception {
    return call(HttpClient.newHttpClient(), token, forwarded).statusCode();
  }

  private HttpResponse<String> call(HttpClient client, String token, TlsIdentity... forwarded)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(server.localUrl() + "/whoami"))
            .timeout(Duration.ofSeconds(20))
            .header("Authorization", "Bearer " + token)
            .header("Forwarded", "for=192.0.2.1;host=mcp.example.com;proto=https");
    for (TlsIdentity certificate : forwarded) {
      request.header("Client-Cert", certificate.clientCert());
    }
    return Http.send(client, request);
  }
}

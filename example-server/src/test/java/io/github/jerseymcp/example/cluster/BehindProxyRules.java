package io.github.jerseymcp.example.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.Opened;
import io.github.jerseymcp.testsupport.cert.TlsIdentity;
import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.http.RawHttp;
import io.github.jerseymcp.testsupport.process.FreePort;
import io.github.jerseymcp.testsupport.process.Haproxy;
import io.github.jerseymcp.testsupport.process.RedisServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Two server processes behind HAProxy, which ends TLS and asks clients for a certificate. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BehindProxyRules {

  @RegisterExtension final Opened opened = Opened.forAllTests();

  private TlsIdentity proxy;
  private TlsIdentity alice;
  private TlsIdentity mallory;
  private TestIssuer issuer;
  private List<ExampleNode> nodes;
  private String publicUrl;
  private HttpClient anybody;

  /** The options that tell the nodes the origin that clients use. */
  abstract List<String> originOptions(String publicUrl);

  @BeforeAll
  void start(@TempDir Path directory) throws Exception {
    assumeThat(Haproxy.program())
        .as("HAProxy is not installed (on Debian: apt-get install haproxy)")
        .isPresent();
    proxy = TlsIdentity.make(directory, "proxy");
    alice = TlsIdentity.make(directory, "alice");
    mallory = TlsIdentity.make(directory, "mallory");
    anybody = client(proxy.trustedBy(null), HttpClient.Version.HTTP_1_1);
    int port = FreePort.next();
    publicUrl = "https://127.0.0.1:" + port;
    issuer = opened.open(TestIssuer.start());
    RedisServer redis = opened.open(new RedisServer(directory));
    redis.start();
    List<String> options = new ArrayList<>(originOptions(publicUrl));
    options.addAll(
        List.of("--issuer", issuer.issuer(), "--trusted-proxy", Haproxy.ADDRESS + "/32"));
    options.addAll(List.of("--replay-store", redis.address()));
    nodes = ExampleNode.start(2, Map.of(), options);
    nodes.forEach(opened::open);
    opened.open(
        Haproxy.start(directory, port, proxy.writePem(), nodes.get(0).port(), nodes.get(1).port()));
  }

  @Test
  void everyNodeAcceptsProofsForThePublicUrl() throws Exception {
    KeyHolder holder = new KeyHolder(issuer, publicUrl);
    Set<String> seen = new HashSet<>();

    for (int i = 0; i < 4; i++) {
      HttpResponse<String> answer = send(anybody, withProof(holder, holder.proof().sign()));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).contains("\"jkt\":\"" + holder.thumbprint() + "\"");
      seen.add(node(answer));
    }
    assertThat(seen).containsExactlyInAnyOrder("one", "two");
  }

  @Test
  void aProofForTheAddressOfANodeIsRefused() throws Exception {
    KeyHolder holder = new KeyHolder(issuer, publicUrl);
    String proof = holder.proof().claim("htu", nodes.get(0).address(KeyHolder.PATH)).sign();

    for (int i = 0; i < nodes.size(); i++) {
      HttpResponse<String> answer = send(anybody, withProof(holder, proof));
      assertThat(answer.statusCode()).isEqualTo(401);
      assertThat(Http.challenge(answer)).contains("error=\"invalid_dpop_proof\"");
    }
  }

  @Test
  void aProofThatOneNodeAcceptedIsRefusedByTheOther() throws Exception {
    KeyHolder holder = new KeyHolder(issuer, publicUrl);
    String proof = holder.proof().sign();

    HttpResponse<String> first = send(anybody, withProof(holder, proof));
    HttpResponse<String> second = send(anybody, withProof(holder, proof));

    assertThat(first.statusCode()).as(first.body()).isEqualTo(200);
    assertThat(second.statusCode()).isEqualTo(401);
    assertThat(node(second)).isNotEqualTo(node(first));
  }

  @ParameterizedTest
  @EnumSource
  void aTokenIsAcceptedFromTheHolderOfItsCertificateAlone(HttpClient.Version version)
      throws Exception {
    HttpClient byAlice = client(proxy.trustedBy(alice), version);
    HttpClient byMallory = client(proxy.trustedBy(mallory), version);

    for (int i = 0; i < nodes.size(); i++) {
      HttpResponse<String> answer = send(byAlice, withTokenOfAlice());
      assertThat(answer.version()).isEqualTo(version);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body())
          .contains("\"binding\":\"mtls\"", "\"x5t_s256\":\"" + alice.thumbprint() + "\"");
      assertThat(send(byMallory, withTokenOfAlice()).statusCode()).isEqualTo(401);
      assertThat(send(anybody, withTokenOfAlice()).statusCode()).isEqualTo(401);
    }
  }

  /** MT-08. */
  @Test
  void theCertificateIsKnownInAResumedSession() throws Exception {
    SSLContext sessions = proxy.trustedBy(alice);
    send(client(sessions, HttpClient.Version.HTTP_1_1), withTokenOfAlice());

    HttpResponse<String> answer =
        send(client(sessions, HttpClient.Version.HTTP_1_1), withTokenOfAlice());

    assertThat(answer.headers().firstValue(Haproxy.RESUMED)).hasValue("1");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** FW-01, FW-02, FW-04. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Forwarded | for=127.0.0.1;proto=http;host=evil.example",
        "Forwarded | for=127.0.0.1;proto=https;host=127.0.0.1:1, for=127.0.0.1",
        "X-Forwarded-Host | evil.example",
        "X-Forwarded-Proto | http",
        "X-Forwarded-Port | 1",
        "X-Forwarded-For | 127.0.0.1",
        "X-Forwarded-Prefix | /evil",
        "X-Original-URL | /admin/mcp",
      })
  void whatClientsSayOfForwardingChangesNothing(String name, String value) throws Exception {
    String plain = Http.challenge(send(anybody, to(KeyHolder.PATH)));
    KeyHolder holder = new KeyHolder(issuer, publicUrl);

    HttpResponse<String> anonymous = send(anybody, to(KeyHolder.PATH).header(name, value));
    assertThat(anonymous.statusCode()).isEqualTo(401);
    assertThat(Http.challenge(anonymous))
        .isEqualTo(plain)
        .contains(publicUrl + "/.well-known/oauth-protected-resource/whoami\"");
    HttpResponse<String> document =
        send(anybody, to("/.well-known/oauth-protected-resource/whoami").header(name, value));
    assertThat(document.body()).contains("\"resource\":\"" + publicUrl + "/whoami\"");
    HttpResponse<String> call =
        send(anybody, withProof(holder, holder.proof().sign()).header(name, value));
    assertThat(call.statusCode()).as(call.body()).isEqualTo(200);
  }

  /** MT-05. */
  @ParameterizedTest
  @ValueSource(strings = {"Client-Cert", "client-cert", "CLIENT-CERT"})
  void theProxyLetsNoCertificateOfAnotherThrough(String name) throws Exception {
    HttpClient byMallory = client(proxy.trustedBy(mallory), HttpClient.Version.HTTP_1_1);

    for (HttpClient client : List.of(anybody, byMallory)) {
      HttpRequest.Builder spoofed = withTokenOfAlice().header(name, alice.clientCert());
      assertThat(send(client, spoofed).statusCode()).isEqualTo(401);
      assertThat(send(client, spoofed.header(name, alice.clientCert())).statusCode())
          .isEqualTo(401);
    }
    HttpClient byAlice = client(proxy.trustedBy(alice), HttpClient.Version.HTTP_1_1);
    HttpRequest.Builder spoofed = withTokenOfAlice().header(name, mallory.clientCert());
    assertThat(send(byAlice, spoofed).statusCode()).isEqualTo(200);
  }

  /** MT-05: the same request counts from the proxy's address, and from no other. */
  @Test
  void whoeverReachesANodeDirectlyCannotSpeakForTheProxy() throws Exception {
    String[] asTheProxy = {
      "Host: " + URI.create(publicUrl).getAuthority(),
      "Authorization: Bearer " + tokenOfAlice(),
      "Client-Cert: " + alice.clientCert(),
      "Forwarded: for=192.0.2.1;proto=https;host=\"%s\""
          .formatted(URI.create(publicUrl).getAuthority())
    };

    for (ExampleNode node : nodes) {
      assertThat(direct(Haproxy.ADDRESS, node, asTheProxy)).isEqualTo(200);
      for (String stranger : List.of("127.0.0.1", "127.0.0.2")) {
        assertThat(direct(stranger, node, asTheProxy)).isEqualTo(directStatus());
      }
    }
  }

  private static int direct(String from, ExampleNode node, String... fields) {
    return new RawHttp(from, node.port())
        .send("GET " + KeyHolder.PATH + " HTTP/1.1", fields)
        .status();
  }

  /** What a node answers to a stranger who says of himself what only the proxy may say. */
  abstract int directStatus();

  private static HttpClient client(SSLContext tls, HttpClient.Version version) {
    return HttpClient.newBuilder().sslContext(tls).version(version).build();
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(URI.create(publicUrl + path)).timeout(Duration.ofSeconds(20));
  }

  private HttpRequest.Builder withProof(KeyHolder holder, String proof) {
    return holder.request(publicUrl + KeyHolder.PATH, proof);
  }

  private HttpRequest.Builder withTokenOfAlice() throws Exception {
    return to(KeyHolder.PATH).header("Authorization", "Bearer " + tokenOfAlice());
  }

  private String tokenOfAlice() throws Exception {
    return issuer
        .token()
        .audience(publicUrl + KeyHolder.PATH)
        .scope("notes:read")
        .boundToCertificate(alice.thumbprint())
        .sign();
  }

  private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
      throws Exception {
    return Http.send(client, request);
  }

  private static String node(HttpResponse<?> answer) {
    return answer.headers().firstValue(Haproxy.NODE).orElseThrow();
  }
}

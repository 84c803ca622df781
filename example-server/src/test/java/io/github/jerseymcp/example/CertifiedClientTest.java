package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.github.jerseymcp.client.Grant;
import io.github.jerseymcp.client.McpAuthorization;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.tls.TlsPolicy;
import io.github.jerseymcp.fetch.FetchPolicy;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.cert.TestAuthority;
import io.github.jerseymcp.testsupport.cert.TlsIdentity;
import io.modelcontextprotocol.modern.client.McpClient;
import io.modelcontextprotocol.modern.client.McpSyncClient;
import io.modelcontextprotocol.modern.client.transport.HttpClientMcpTransport;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.Entity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client of ours with a certificate, at a server of ours that takes bound tokens (RFC 8705). */
final class CertifiedClientTest {

  private final TestIssuer issuer = TestIssuer.start();
  @TempDir private Path directory;
  private TlsIdentity own;
  private TlsIdentity alice;
  private HttpsServer aliases;
  private ExampleServer server;

  @BeforeEach
  void start() throws Exception {
    own = TlsIdentity.make(directory, "server");
    alice = TlsIdentity.make(directory, "alice");
    server =
        ExampleServer.start(
            Options.parse(
                "--port",
                "0",
                "--issuer",
                issuer.issuer(),
                "--client-auth",
                "--tls-keystore",
                own.file().toString(),
                "--tls-password",
                TlsIdentity.PASSWORD));
    aliases = startAliases(own.serving(alice));
    issuer.answerMetadata(
        TestIssuer.json(
            Map.of(
                "issuer",
                issuer.issuer(),
                "jwks_uri",
                issuer.jwksUri(),
                "token_endpoint",
                issuer.issuer() + "/token",
                "grant_types_supported",
                List.of("client_credentials"),
                "token_endpoint_auth_methods_supported",
                List.of("self_signed_tls_client_auth"),
                "mtls_endpoint_aliases",
                Map.of("token_endpoint", origin() + "/token"))));
  }

  @AfterEach
  void stop() {
    server.close();
    aliases.stop(0);
    issuer.close();
  }

  private String origin() {
    return "https://localhost:" + aliases.getAddress().getPort();
  }

  /** Gives tokens to whoever shows that certificate, bound to it. */
  private HttpsServer startAliases(SSLContext context) throws IOException {
    HttpsServer listening =
        HttpsServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    listening.setHttpsConfigurator(
        new HttpsConfigurator(context) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters demanded = context.getDefaultSSLParameters();
            demanded.setNeedClientAuth(true);
            parameters.setSSLParameters(demanded);
          }
        });
    listening.createContext("/token", this::giveToken);
    listening.start();
    return listening;
  }

  private void giveToken(HttpExchange exchange) throws IOException {
    try (exchange) {
      String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(form).contains("client_id=notes-service").doesNotContain("secret");
      String shown =
          TestAuthority.thumbprint(
              ((HttpsExchange) exchange).getSSLSession().getPeerCertificates()[0]);
      String token =
          issuer
              .token()
              .audience(server.publicUrl() + "/mcp", server.publicUrl() + "/whoami")
              .scope(ExampleUsers.ALL)
              .boundToCertificate(shown)
              .sign();
      byte[] answer =
          JSONObjectUtils.toJSONString(
                  Map.of("access_token", token, "token_type", "Bearer", "expires_in", 300))
              .getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private McpAuthorization authorization(TlsIdentity shown) throws Exception {
    return McpAuthorization.builder(
            server.publicUrl() + "/mcp", Grant.clientCredentials(issuer.issuer()))
        .registrations(Registration.certificate(issuer.issuer(), "notes-service"))
        .fetch(FetchPolicy.strict().withLoopback())
        .endpointsOf(issuer.issuer(), origin())
        .tls(TlsPolicy.trusting(own.trustedBy(null)).withCertificate(own.trustedBy(shown)))
        .build();
  }

  @Test
  void callsToolsWithTokensThatAreBoundToItsCertificate() throws Exception {
    McpSyncClient client =
        McpClient.sync(
                HttpClientMcpTransport.builder(URI.create(server.publicUrl() + "/mcp"))
                    .clientBuilder(authorization(alice).httpClient())
                    .build())
            .build();

    assertThat(client.tool("whoami").arguments(Map.of()).call().toString())
        .contains("mtls", alice.thumbprint());
  }

  @Test
  void carriesThemThroughJaxRs() throws Exception {
    var client = ClientBuilder.newClient().register(authorization(alice).jaxRs());
    String answer =
        client
            .target(server.publicUrl() + "/mcp")
            .request("application/json", "text/event-stream")
            .post(
                Entity.json(
                    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":"
                        + "{\"name\":\"whoami\",\"arguments\":{}}}"),
                String.class);
    client.close();

    assertThat(answer).contains(alice.thumbprint());
  }
}

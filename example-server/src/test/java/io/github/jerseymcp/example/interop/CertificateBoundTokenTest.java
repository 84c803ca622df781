package io.github.jerseymcp.example.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jerseymcp.example.ExampleServer;
import io.github.jerseymcp.example.Options;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that oidc-provider binds to a client certificate (RFC 8705), at an example with TLS. */
@Tag("interop")
final class CertificateBoundTokenTest {

  private static final Seen SEEN = new Seen("oidc-provider 9.13.3 and certificates");

  @TempDir private static Path directory;
  private static TlsIdentity own;
  private static TlsIdentity alice;
  private static TlsIdentity mallory;
  private static OidcProvider provider;
  private static ExampleServer server;
  private static String endpoint;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    provider = OidcProvider.start();
    own = TlsIdentity.make(directory, "server");
    alice = TlsIdentity.make(directory, "alice");
    mallory = TlsIdentity.make(directory, "mallory");
    server =
        ExampleServer.start(
            Options.parse(
                "--port",
                "0",
                "--issuer",
                provider.issuer(),
                "--tls-keystore",
                own.file.toString(),
                "--tls-password",
                TlsIdentity.PASSWORD,
                "--client-auth"));
    endpoint = server.publicUrl() + "/mcp";
    token =
        provider
            .tokens()
            .boundToCertificate(
                OidcProvider.CERTIFICATE_CLIENT, alice, OidcProvider.toolsOf(endpoint));
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
    if (provider != null) {
      provider.close();
    }
    SEEN.print();
  }

  @Test
  void theHolderOfTheCertificateIsLetIn() throws Exception {
    JsonNode caller = WhoamiCall.caller(callWith(Optional.of(alice)).send("Bearer", token));

    assertThat(caller.path("binding").asText()).isEqualTo("mtls");
    assertThat(caller.path("x5t_s256").asText()).isEqualTo(alice.thumbprint());
    assertThat(TokenEndpoint.claims(token).path("cnf").path("x5t#S256").asText())
        .isEqualTo(alice.thumbprint());
    SEEN.add("its holder 200 with binding mtls");
  }

  @Test
  void theHolderOfAnotherCertificateIsRefused() throws Exception {
    WhoamiCall.assertRefused(
        callWith(Optional.of(mallory)).send("Bearer", token), "Bearer", "invalid_token");
    SEEN.add("another certificate refused");
  }

  @Test
  void whoShowsNoCertificateIsRefused() throws Exception {
    WhoamiCall.assertRefused(
        callWith(Optional.empty()).send("Bearer", token), "Bearer", "invalid_token");
    SEEN.add("no certificate refused");
  }

  private static WhoamiCall callWith(Optional<TlsIdentity> shown) throws Exception {
    return new WhoamiCall(own.client(shown), endpoint);
  }
}

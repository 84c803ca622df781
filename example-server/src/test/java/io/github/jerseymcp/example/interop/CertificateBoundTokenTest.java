package io.github.jerseymcp.example.interop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jerseymcp.testsupport.Opened;
import io.github.jerseymcp.testsupport.cert.TlsIdentity;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Tokens that oidc-provider binds to a client certificate (RFC 8705), at an example with TLS. */
@Tag("interop")
final class CertificateBoundTokenTest {

  @RegisterExtension static final Opened OPENED = Opened.forAllTests();

  @RegisterExtension
  static final InteropReport REPORT = new InteropReport("oidc-provider 9.13.3 and certificates");

  @TempDir private static Path directory;
  private static TlsIdentity alice;
  private static TlsIdentity mallory;
  private static OidcProvider provider;
  private static TlsExample server;
  private static String token;

  @BeforeAll
  static void start() throws Exception {
    provider = OPENED.open(OidcProvider.start());
    alice = TlsIdentity.make(directory, "alice");
    mallory = TlsIdentity.make(directory, "mallory");
    server = OPENED.open(TlsExample.start(directory, provider.issuer()));
    token =
        provider
            .tokens()
            .boundToCertificate(
                OidcProvider.CERTIFICATE_CLIENT, alice, OidcProvider.toolsOf(server.endpoint()));
  }

  @Test
  void theHolderOfTheCertificateIsLetIn() throws Exception {
    JsonNode caller = WhoamiCall.caller(server.call(token, alice));

    assertThat(caller.path("binding").asText()).isEqualTo("mtls");
    assertThat(caller.path("x5t_s256").asText()).isEqualTo(alice.thumbprint());
    assertThat(TokenEndpoint.claims(token).path("cnf").path("x5t#S256").asText())
        .isEqualTo(alice.thumbprint());
    REPORT.add("its holder 200 with binding mtls");
  }

  @Test
  void theHolderOfAnotherCertificateIsRefused() throws Exception {
    WhoamiCall.assertRefused(server.call(token, mallory), "Bearer", "invalid_token");
    REPORT.add("another certificate refused");
  }

  @Test
  void whoShowsNoCertificateIsRefused() throws Exception {
    WhoamiCall.assertRefused(server.call(token, null), "Bearer", "invalid_token");
    REPORT.add("no certificate refused");
  }
}

package io.github.jerseymcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.config.ClientCertificates;
import io.github.jerseymcp.mtls.CertificateHeader;
import io.github.jerseymcp.mtls.CertificateThumbprint;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestCertificates;
import jakarta.annotation.Priority;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Clients that come through a proxy or directly, and a proxy with a certificate of its own. */
class ProxyOrConnectionTest {

  private static final byte[] OF_CONNECTION = TestCertificates.client();
  private static final byte[] FORWARDED = TestCertificates.sameKey();
  private static final InProcess SERVER =
      Fixture.start(
          Fixture.config()
              .edge(
                  edge ->
                      edge.withPeerAddress(
                          request ->
                              request.getHeaderString("X-Unknown") != null
                                  ? Optional.empty()
                                  : Optional.of(
                                      request.getHeaderString("X-Direct") == null
                                          ? InetAddress.getLoopbackAddress()
                                          : address())))
              .acceptClientCertificates(
                  ClientCertificates.ofProxyOrConnection(
                      List.of("127.0.0.0/8"), CertificateHeader.CLIENT_CERT)),
          application -> application.register(new Connection()),
          Notes.class);

  @Path("/mcp")
  @McpProtected
  public static class Notes {

    @GET
    public String get() {
      return "notes";
    }
  }

  /** Every connection to this server has a certificate, as between a proxy and its upstream. */
  @PreMatching
  @Priority(1)
  static class Connection implements ContainerRequestFilter {

    @Override
    public void filter(ContainerRequestContext context) {
      context.setProperty(
          "jakarta.servlet.request.X509Certificate",
          new X509Certificate[] {TestCertificates.parsed(OF_CONNECTION)});
    }
  }

  @Test
  void theCertificateOfAProxyIsNobodysH13() {
    assertThat(call(OF_CONNECTION).send().status()).isEqualTo(401);
  }

  @Test
  void theCertificateThatAProxyForwardsIsTheClients() {
    String field = ":" + Base64.getEncoder().encodeToString(FORWARDED) + ":";

    assertThat(call(FORWARDED).header("Client-Cert", field).send().status()).isEqualTo(200);
    assertThat(call(OF_CONNECTION).header("Client-Cert", field).send().status()).isEqualTo(401);
  }

  @Test
  void theCertificateOfADirectConnectionIsTheClients() {
    assertThat(call(OF_CONNECTION).header("X-Direct", "1").send().status()).isEqualTo(200);
  }

  @Test
  void theCertificateOfAConnectionFromNobodyKnowsWhereIsNobodysH13() {
    assertThat(call(OF_CONNECTION).header("X-Unknown", "1").send().status()).isEqualTo(401);
  }

  private static Call call(byte[] boundTo) {
    String thumbprint = CertificateThumbprint.of(boundTo);
    return SERVER
        .call("GET", "/mcp")
        .bearer(Fixture.token("/mcp").boundToCertificate(thumbprint).sign());
  }

  private static InetAddress address() {
    try {
      return InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}

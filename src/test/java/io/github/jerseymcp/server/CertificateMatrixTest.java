package io.github.jerseymcp.server;

import static io.github.jerseymcp.server.Fixture.ORIGIN;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.config.ClientCertificates;
import io.github.jerseymcp.config.McpSecurityConfigBuilder;
import io.github.jerseymcp.mtls.CertificateHeader;
import io.github.jerseymcp.mtls.CertificateThumbprint;
import io.github.jerseymcp.mtls.ClientCertificateSource;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.RecordingReplayStore;
import io.github.jerseymcp.testing.SigningKey;
import io.github.jerseymcp.testing.TestCertificates;
import io.github.jerseymcp.testing.TestProof;
import io.github.jerseymcp.testing.TestToken;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** RFC 8705 through the whole server: tokens that are bound to a client certificate. */
class CertificateMatrixTest {

  private static final byte[] CERTIFICATE = TestCertificates.client();
  static final String THUMBPRINT = CertificateThumbprint.of(CERTIFICATE);
  static final String FORWARDED = ":" + Base64.getEncoder().encodeToString(CERTIFICATE) + ":";
  static final String SAME_KEY =
      ":" + Base64.getEncoder().encodeToString(TestCertificates.sameKey()) + ":";
  private static final SigningKey KEY = SigningKey.generate("ES256", "proof");
  private static final InProcess OPTIONAL = start(false);
  private static final InProcess REQUIRED = start(true);

  @Path("/mcp")
  @McpProtected
  public static class Notes {

    @POST
    public String call(@Context McpPrincipal caller) {
      return caller.sender().binding() + " " + caller.sender().x5tS256().orElse("");
    }
  }

  static Stream<Arguments> rows() {
    String bound = bound().sign();
    String both =
        token()
            .claim("cnf", Map.of("x5t#S256", THUMBPRINT, "jkt", TestProof.thumbprint(KEY)))
            .sign();
    return Stream.of(
        row("MT-01 the certificate", OPTIONAL, call -> forwarded(call, bound), 200),
        row("MT-01 none", OPTIONAL, call -> call.bearer(bound), 401),
        row(
            "MT-01 same key, other certificate",
            OPTIONAL,
            call -> call.bearer(bound).header("Client-Cert", SAME_KEY),
            401),
        row(
            "MT-01 hex digest",
            OPTIONAL,
            call -> forwarded(call, token().boundToCertificate("ab".repeat(32)).sign()),
            401),
        row(
            "MT-01 padded value",
            OPTIONAL,
            call -> forwarded(call, token().boundToCertificate(THUMBPRINT + "=").sign()),
            401),
        row(
            "MT-05 from a stranger",
            OPTIONAL,
            call -> forwarded(call, bound).header("X-Test-Peer", "10.0.0.1"),
            401),
        row(
            "MT-05 two headers",
            OPTIONAL,
            call -> forwarded(call, bound).header("Client-Cert", FORWARDED),
            401),
        row(
            "MT-05 malformed",
            OPTIONAL,
            call -> call.bearer(bound).header("Client-Cert", ":!!!:"),
            401),
        row(
            "MT-06 key and certificate, both shown",
            OPTIONAL,
            call -> dpop(call, both).header("Client-Cert", FORWARDED),
            200),
        row("MT-06 key shown, no certificate", OPTIONAL, call -> dpop(call, both), 401),
        row(
            "MT-06 certificate shown, no proof",
            OPTIONAL,
            call -> call.header("Authorization", "DPoP " + both).header("Client-Cert", FORWARDED),
            401),
        row("MT-06 certificate shown, as Bearer", OPTIONAL, call -> forwarded(call, both), 401),
        row(
            "MT-06 a list as confirmation",
            OPTIONAL,
            call -> forwarded(call, token().claim("cnf", List.of(THUMBPRINT)).sign()),
            401),
        row("MT-07 unbound where optional", OPTIONAL, call -> call.bearer(token().sign()), 200),
        row(
            "a certificate that nobody needs",
            OPTIONAL,
            call -> forwarded(call, token().sign()),
            200),
        row(
            "a malformed one that nobody needs",
            OPTIONAL,
            call -> call.bearer(token().sign()).header("Client-Cert", ":!!!:"),
            200),
        row("MT-07 unbound where required", REQUIRED, call -> forwarded(call, token().sign()), 401),
        row("MT-07 bound where required", REQUIRED, call -> forwarded(call, bound), 200));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void acceptsOrRefuses(String row, Call call, int status) {
    Answer answer = call.send();

    assertThat(answer.status()).as(answer.challenge()).isEqualTo(status);
    if (status == 401) {
      assertThat(answer.challenge()).contains("error=\"invalid_").contains("resource_metadata=");
    }
  }

  @Test
  void keepsTheBearerSchemeAndTellsTheResourceMT02() {
    assertThat(forwarded(OPTIONAL.call("POST", "/mcp"), bound().sign()).send().body())
        .isEqualTo("MTLS " + THUMBPRINT);
    assertThat(OPTIONAL.call("POST", "/mcp").bearer(bound().sign()).send().challenge())
        .startsWith("Bearer error=\"invalid_token\"");
  }

  @Test
  void advertisesWhatIsRequiredAloneMT07() {
    assertThat(document(REQUIRED)).contains("\"tls_client_certificate_bound_access_tokens\":true");
    assertThat(document(OPTIONAL)).doesNotContain("tls_client_certificate_bound_access_tokens");
  }

  @Test
  void aSourceThatFailsDenies() {
    InProcess server =
        Fixture.start(
            Fixture.config()
                .acceptClientCertificates(
                    (request, peer) -> {
                      throw new IllegalStateException("no certificate");
                    }),
            Notes.class);

    assertThat(server.call("POST", "/mcp").bearer(bound().sign()).send().status()).isEqualTo(401);
    assertThat(server.call("POST", "/mcp").bearer(token().sign()).send().status()).isEqualTo(200);
  }

  private static InProcess start(boolean required) {
    return Fixture.start(config(required), Notes.class);
  }

  /** A server behind a proxy that forwards certificates, on this machine. */
  static McpSecurityConfigBuilder config(boolean required) {
    ClientCertificateSource proxy =
        ClientCertificates.ofProxy(List.of("127.0.0.0/8"), CertificateHeader.CLIENT_CERT);
    McpSecurityConfigBuilder config =
        Fixture.config()
            .edge(
                edge ->
                    edge.withPeerAddress(
                        request ->
                            address(
                                Optional.ofNullable(request.getHeaderString("X-Test-Peer"))
                                    .orElse("127.0.0.1"))))
            .dpop(dpop -> dpop.optional(new RecordingReplayStore()));
    return required
        ? config.requireClientCertificates(proxy)
        : config.acceptClientCertificates(proxy);
  }

  @SuppressWarnings("AddressSelection") // Literal addresses have one meaning.
  private static Optional<InetAddress> address(String literal) {
    try {
      return Optional.of(InetAddress.getByName(literal));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static String document(InProcess server) {
    return server.call("GET", "/.well-known/oauth-protected-resource/mcp").send().body();
  }

  private static TestToken token() {
    return Fixture.token("/mcp");
  }

  static TestToken bound() {
    return token().boundToCertificate(THUMBPRINT);
  }

  private static Call forwarded(Call call, String token) {
    return call.bearer(token).header("Client-Cert", FORWARDED);
  }

  private static Call dpop(Call call, String token) {
    return call.header("Authorization", "DPoP " + token)
        .header(
            "DPoP", TestProof.of(KEY, "POST", ORIGIN + "/mcp", Instant.now()).token(token).sign());
  }

  private static Arguments row(
      String name, InProcess server, java.util.function.UnaryOperator<Call> change, int status) {
    return Arguments.of(name, change.apply(server.call("POST", "/mcp")), status);
  }
}

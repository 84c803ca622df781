package io.github.jerseymcp.mtls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.jerseymcp.testing.TestCertificates;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.security.MessageDigest;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** MT-01, MT-03 and CVE-2026-22747. */
class CertificateVerifierTest {

  private static final byte[] CLIENT = TestCertificates.client();
  private static final byte[] SAME_KEY = TestCertificates.sameKey();
  private static final String THUMBPRINT = CertificateThumbprint.of(CLIENT);

  @Test
  void acceptsSelfSignedCertificateWithTheThumbprint() throws Exception {
    new CertificateVerifier((request, peer) -> Optional.of(CLIENT))
        .verify(request(), Optional.empty(), THUMBPRINT);

    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    try (InputStream der = new ByteArrayInputStream(CLIENT)) {
      var certificate = CertificateFactory.getInstance("X.509").generateCertificate(der);
      assertThat(THUMBPRINT)
          .as("MT-01")
          .hasSize(43)
          .isEqualTo(
              Base64.getUrlEncoder()
                  .withoutPadding()
                  .encodeToString(sha256.digest(certificate.getEncoded())));
    }
  }

  static Stream<Arguments> refused() throws Exception {
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(CLIENT);
    String hexadecimal = HexFormat.of().formatHex(hash);
    ClientCertificateSource client = (request, peer) -> Optional.of(CLIENT);
    return Stream.of(
        row(
            "MT-01 none",
            (request, peer) -> Optional.empty(),
            THUMBPRINT,
            CertificateFault.MISSING),
        row(
            "MT-01 another",
            (request, peer) -> Optional.of(SAME_KEY),
            THUMBPRINT,
            CertificateFault.MISMATCH),
        row(
            "MT-01 empty",
            (request, peer) -> Optional.of(new byte[0]),
            THUMBPRINT,
            CertificateFault.MISMATCH),
        row("MT-01 hexadecimal", client, hexadecimal, CertificateFault.MISMATCH),
        row("MT-01 padded", client, THUMBPRINT + "=", CertificateFault.MISMATCH),
        row(
            "MT-01 another case",
            client,
            THUMBPRINT.toLowerCase(Locale.ROOT),
            CertificateFault.MISMATCH),
        row("MT-01 nothing", client, "", CertificateFault.MISMATCH),
        row(
            "a source that answers null",
            (request, peer) -> null,
            THUMBPRINT,
            CertificateFault.UNREADABLE),
        row(
            "a source that fails",
            CertificateVerifierTest::fail,
            THUMBPRINT,
            CertificateFault.UNREADABLE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("refused")
  void refuses(
      String rule, ClientCertificateSource source, String thumbprint, CertificateFault expected) {
    CertificateVerifier verifier = new CertificateVerifier(source);

    InvalidCertificateException refused =
        catchThrowableOfType(
            InvalidCertificateException.class,
            () -> verifier.verify(request(), Optional.empty(), thumbprint));

    assertThat(refused).as(rule).isNotNull();
    assertThat(refused.fault()).as(rule).isEqualTo(expected);
    assertThat(refused.getMessage()).isEqualTo(expected.sentence());
  }

  private static Arguments row(
      String rule, ClientCertificateSource source, String thumbprint, CertificateFault reason) {
    return arguments(rule, source, thumbprint, reason);
  }

  private static Optional<byte[]> fail(
      ContainerRequestContext request, Optional<InetAddress> peer) {
    throw new IllegalStateException("secret of the source");
  }

  /** A request that no source of these tests looks at. */
  private static ContainerRequestContext request() {
    return (ContainerRequestContext)
        Proxy.newProxyInstance(
            CertificateVerifierTest.class.getClassLoader(),
            new Class<?>[] {ContainerRequestContext.class},
            (proxy, method, arguments) -> {
              throw new UnsupportedOperationException();
            });
  }
}

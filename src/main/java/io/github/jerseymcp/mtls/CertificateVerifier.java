package io.github.jerseymcp.mtls;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies that a request came over a connection with the certificate that its token is bound to
 * (RFC 8705 section 3). Certificates are compared by thumbprint and never by name. Thread-safe.
 */
public final class CertificateVerifier {

  private static final Logger LOG = LoggerFactory.getLogger(CertificateVerifier.class);

  private final ClientCertificateSource source;

  /** Verifies the certificates of this source. */
  public CertificateVerifier(ClientCertificateSource source) {
    this.source = Objects.requireNonNull(source, "source");
  }

  /**
   * Verifies the certificate of a request.
   *
   * @param request the request
   * @param peer the address at the other end of its connection, if the container tells it
   * @param expectedThumbprint the {@code x5t#S256} of the token's confirmation
   * @throws InvalidCertificateException if there is none, or not that one; nothing else is thrown
   */
  public void verify(
      ContainerRequestContext request, Optional<InetAddress> peer, String expectedThumbprint)
      throws InvalidCertificateException {
    byte[] der =
        certificate(request, peer)
            .orElseThrow(() -> new InvalidCertificateException(CertificateFault.MISSING));
    if (!CertificateThumbprint.matches(der, expectedThumbprint)) {
      throw new InvalidCertificateException(CertificateFault.MISMATCH);
    }
  }

  private Optional<byte[]> certificate(ContainerRequestContext request, Optional<InetAddress> peer)
      throws InvalidCertificateException {
    try {
      // A source is user code: an absent answer denies like an exception.
      return Objects.requireNonNull(source.certificate(request, peer));
    } catch (RuntimeException e) {
      LOG.warn("The source of client certificates failed with {}", e.getClass().getName());
      throw new InvalidCertificateException(CertificateFault.UNREADABLE);
    }
  }
}

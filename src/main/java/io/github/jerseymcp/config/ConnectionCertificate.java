package io.github.jerseymcp.config;

import io.github.jerseymcp.mtls.ClientCertificateSource;
import io.github.jerseymcp.mtls.InvalidCertificateException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Reads the attribute in which Grizzly and servlet containers leave the client's certificates. */
final class ConnectionCertificate implements ClientCertificateSource {

  private static final String ATTRIBUTE = "jakarta.servlet.request.X509Certificate";

  @Override
  public Optional<byte[]> certificate(ContainerRequestContext request, Optional<InetAddress> peer)
      throws InvalidCertificateException {
    if (!(request.getProperty(ATTRIBUTE) instanceof Object[] chain)
        || chain.length == 0
        || !(chain[0] instanceof X509Certificate own)) {
      return Optional.empty();
    }
    try {
      return Optional.of(own.getEncoded());
    } catch (CertificateEncodingException e) {
      throw new InvalidCertificateException();
    }
  }
}

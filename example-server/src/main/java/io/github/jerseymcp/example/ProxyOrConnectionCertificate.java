package io.github.jerseymcp.example;

import io.github.jerseymcp.edge.TrustedPeers;
import io.github.jerseymcp.example.http.PeerFilter;
import io.github.jerseymcp.mtls.CertificateHeader;
import io.github.jerseymcp.mtls.ClientCertificateSource;
import io.github.jerseymcp.mtls.InvalidCertificateException;
import io.github.jerseymcp.server.ClientCertificates;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.List;
import java.util.Optional;

/**
 * The client's certificate where some clients come through a proxy and others do not: the one that
 * a trusted proxy forwards, else that of the connection. Thread-safe.
 */
final class ProxyOrConnectionCertificate implements ClientCertificateSource {

  private final TrustedPeers proxies;
  private final CertificateHeader form;
  private final ClientCertificateSource connection = ClientCertificates.ofConnection();

  ProxyOrConnectionCertificate(List<String> proxies, CertificateHeader form) {
    this.proxies =
        TrustedPeers.parse(
            "--trusted-proxy",
            proxies,
            problem -> {
              throw new IllegalArgumentException(problem);
            });
    this.form = form;
  }

  @Override
  public Optional<byte[]> certificate(ContainerRequestContext request)
      throws InvalidCertificateException {
    Optional<byte[]> forwarded = forwarded(request);
    return forwarded.isPresent() ? forwarded : connection.certificate(request);
  }

  private Optional<byte[]> forwarded(ContainerRequestContext request)
      throws InvalidCertificateException {
    boolean trusted = PeerFilter.peer(request).filter(proxies::contains).isPresent();
    List<String> fields = request.getHeaders().get(form.usualName());
    return trusted && fields != null ? form.read(fields) : Optional.empty();
  }
}

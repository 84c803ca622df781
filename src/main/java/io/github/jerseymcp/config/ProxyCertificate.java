package io.github.jerseymcp.config;

import io.github.jerseymcp.edge.TrustedPeers;
import io.github.jerseymcp.mtls.CertificateHeader;
import io.github.jerseymcp.mtls.ClientCertificateSource;
import io.github.jerseymcp.mtls.InvalidCertificateException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** Reads the field in which a trusted proxy forwards the client's certificate (RFC 9440). */
final class ProxyCertificate implements ClientCertificateSource {

  private final TrustedPeers peers;
  private final CertificateHeader form;
  private final ClientCertificateSource otherwise;

  /**
   * Reads what these proxies forward.
   *
   * @param otherwise the source for requests that do not come from them
   */
  ProxyCertificate(TrustedPeers peers, CertificateHeader form, ClientCertificateSource otherwise) {
    this.peers = peers;
    this.form = form;
    this.otherwise = otherwise;
  }

  @Override
  public Optional<byte[]> certificate(ContainerRequestContext request, Optional<InetAddress> peer)
      throws InvalidCertificateException {
    if (peer.isEmpty()) {
      // It may be the proxy, whose own certificate is no client's.
      return Optional.empty();
    }
    if (!peers.contains(peer.get())) {
      return otherwise.certificate(request, peer);
    }
    List<String> fields = request.getHeaders().get(form.usualName());
    // The certificate of this connection, if there is one, is the proxy's.
    return fields == null ? Optional.empty() : form.read(fields);
  }
}

package io.github.jerseymcp.config;

import io.github.jerseymcp.edge.TrustedPeers;
import io.github.jerseymcp.mtls.CertificateHeader;
import io.github.jerseymcp.mtls.ClientCertificateSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The sources of client certificates that this library knows. */
public final class ClientCertificates {

  private ClientCertificates() {}

  /**
   * The certificate of the TLS connection itself, where this server ends it: on Grizzly and on
   * servlet containers. The server must ask clients for a certificate, and need not trust its
   * issuer.
   */
  public static ClientCertificateSource ofConnection() {
    return new ConnectionCertificate();
  }

  /**
   * The certificate that a proxy forwards in a header field. From anybody else the field is
   * ignored. The container must report the address of the connection: one that rewrites it from
   * {@code X-Forwarded-For} lets clients choose it ({@code peerAddress} of the configuration
   * helps).
   *
   * @param trustedPeers the addresses of the proxies, in CIDR notation
   * @param form how the proxy writes the certificate, under the usual name of the field
   * @throws IllegalArgumentException if an address is malformed, or there is none
   */
  public static ClientCertificateSource ofProxy(
      Collection<String> trustedPeers, CertificateHeader form) {
    return new ProxyCertificate(peers(trustedPeers), form, (request, peer) -> Optional.empty());
  }

  /**
   * Where some clients come through a proxy and others do not: from a proxy the certificate that it
   * forwards, from anybody else that of the connection. The certificate that a proxy shows for
   * itself counts as nobody's.
   *
   * @param trustedPeers the addresses of the proxies, in CIDR notation
   * @param form how the proxy writes the certificate, under the usual name of the field
   * @throws IllegalArgumentException if an address is malformed, or there is none
   */
  public static ClientCertificateSource ofProxyOrConnection(
      Collection<String> trustedPeers, CertificateHeader form) {
    return new ProxyCertificate(peers(trustedPeers), form, ofConnection());
  }

  private static TrustedPeers peers(Collection<String> trustedPeers) {
    List<String> problems = new ArrayList<>();
    TrustedPeers peers = TrustedPeers.parse("trustedPeers", trustedPeers, problems::add);
    if (peers.isEmpty() && problems.isEmpty()) {
      problems.add("trustedPeers must name at least one proxy, in CIDR notation");
    }
    if (!problems.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", problems));
    }
    return peers;
  }
}

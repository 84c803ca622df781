package io.github.jerseymcp.mtls;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Tells the client certificate of the TLS connection of a request.
 *
 * <p>For implementers: whoever ended the TLS connection must have made sure that the client holds
 * the private key. A header counts only if the direct peer is a proxy that is trusted to set it and
 * to remove what clients send. The chain need not be validated: the token names the one certificate
 * that is accepted, so a self-signed one is as good (RFC 8705 section 2.2). An exception denies the
 * request. Must be thread-safe.
 */
@FunctionalInterface
public interface ClientCertificateSource {

  /**
   * The certificate of the client itself, not of its issuers, in DER; empty if it showed none.
   *
   * @param request the request, whose header anybody may have written
   * @param peer the address at the other end of its connection; empty if the container does not
   *     tell it
   * @throws InvalidCertificateException if there is one that cannot be read
   */
  Optional<byte[]> certificate(ContainerRequestContext request, Optional<InetAddress> peer)
      throws InvalidCertificateException;
}

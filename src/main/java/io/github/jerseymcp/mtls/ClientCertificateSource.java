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
 * that is accepted, so a self-signed one is as good (RFC 8705 section 2.2).
 *
 * <p>Threads: it is called on the thread of the container that handles the request, before
 * matching, and only for a token that is bound to a certificate. Many threads call it at once, so
 * it must be thread-safe.
 *
 * <p>Time: it should not wait. All that it needs is in the request.
 *
 * <p>Failure: an exception denies the request with 401 {@code invalid_token}, and so does null. One
 * line of the log then names the class of an exception other than {@link
 * InvalidCertificateException}, and never its message.
 *
 * <p>{@code ClientCertificateSourceContract} of the test kit checks an implementation.
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

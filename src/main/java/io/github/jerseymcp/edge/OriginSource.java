package io.github.jerseymcp.edge;

import jakarta.ws.rs.core.MultivaluedMap;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Tells the public origin of a request, and refuses a request that was sent to another host.
 *
 * <p>The origin is never taken from the Host header: it is configured, or named by a trusted proxy
 * and on the list of allowed hosts. Implementations are thread-safe.
 */
@FunctionalInterface
public interface OriginSource {

  /**
   * The origin under which the client reached this server.
   *
   * @param peer the address at the other end of the connection, if the container tells
   * @param headers the request's header fields, with names that compare without case
   * @throws EdgeException with {@code HOST_NOT_ALLOWED} if the request is not for this server
   */
  PublicOrigin originOf(Optional<InetAddress> peer, MultivaluedMap<String, String> headers)
      throws EdgeException;

  /** One origin for all requests; the Host of each must be allowed. */
  static OriginSource fixed(PublicOrigin origin, HostRules hosts) {
    return (peer, headers) -> {
      hosts.check(headers);
      return origin;
    };
  }

  /**
   * The origin that a trusted proxy names. A request from anybody else is refused, since nothing
   * then tells its origin.
   */
  static OriginSource behindProxy(ForwardedHeaders forwarded) {
    return (peer, headers) ->
        forwarded
            .originFor(peer, headers)
            .orElseThrow(() -> new EdgeException(EdgeFault.HOST_NOT_ALLOWED));
  }
}

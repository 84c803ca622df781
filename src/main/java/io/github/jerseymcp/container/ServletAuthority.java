package io.github.jerseymcp.container;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.glassfish.hk2.api.ServiceLocator;
import org.jspecify.annotations.Nullable;

/**
 * The host and port that a servlet container takes a request to be for.
 *
 * @param isPseudoHeader whether they come with the request line of HTTP/2 or later; in HTTP/1.1
 *     they are made from the Host field, or from the address of the server
 */
record ServletAuthority(String host, int port, boolean isPseudoHeader) {

  /** Empty if the container is none of servlets. */
  static Optional<ServletAuthority> of(ServiceLocator services) {
    @Nullable HttpServletRequest request = services.getService(HttpServletRequest.class);
    if (request == null) {
      return Optional.empty();
    }
    String protocol = request.getProtocol();
    boolean pseudoHeader = protocol.startsWith("HTTP/2") || protocol.startsWith("HTTP/3");
    return Optional.of(
        new ServletAuthority(request.getServerName(), request.getServerPort(), pseudoHeader));
  }
}

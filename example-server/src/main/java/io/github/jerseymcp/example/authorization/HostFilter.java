package io.github.jerseymcp.example.authorization;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Set;

/**
 * Refuses requests for other hosts: a page whose name was rebound to loopback must not answer the
 * consent page in a user's place.
 */
@PreMatching
final class HostFilter implements ContainerRequestFilter {

  private static final int MISDIRECTED_REQUEST = 421;

  private final Set<String> hosts;

  HostFilter(int port) {
    this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
  }

  @Override
  public void filter(ContainerRequestContext request) {
    String host = request.getHeaderString(HttpHeaders.HOST);
    if (host == null || !hosts.contains(host.toLowerCase(Locale.ROOT))) {
      request.abortWith(Response.status(MISDIRECTED_REQUEST).build());
    }
  }
}

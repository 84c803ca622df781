package io.github.jerseymcp.example.http;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.glassfish.grizzly.http.server.Request;

/** Notes the address at the other end of the connection of each request, as Grizzly knows it. */
@PreMatching
@Priority(0)
public final class PeerFilter implements ContainerRequestFilter {

  private static final String PEER = PeerFilter.class.getName();

  private final Provider<Request> requests;

  @Inject
  PeerFilter(Provider<Request> requests) {
    this.requests = requests;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    Object address = requests.get().getContext().getConnection().getPeerAddress();
    if (address instanceof InetSocketAddress peer) {
      request.setProperty(PEER, peer.getAddress());
    }
  }

  /** The address of the peer, once a request came through this filter. */
  public static Optional<InetAddress> peer(ContainerRequestContext request) {
    return request.getProperty(PEER) instanceof InetAddress address
        ? Optional.of(address)
        : Optional.empty();
  }
}

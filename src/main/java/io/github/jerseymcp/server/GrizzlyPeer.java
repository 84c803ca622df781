package io.github.jerseymcp.server;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.hk2.api.ServiceLocator;
import org.jspecify.annotations.Nullable;

/** Asks Grizzly for the address of the connection. The only class that names Grizzly's request. */
final class GrizzlyPeer {

  private GrizzlyPeer() {}

  static Optional<InetAddress> of(ServiceLocator services) {
    @Nullable Request request = services.getService(Request.class);
    if (request == null || request.getContext() == null) {
      return Optional.empty();
    }
    return request.getContext().getConnection().getPeerAddress() instanceof InetSocketAddress peer
        ? Optional.ofNullable(peer.getAddress())
        : Optional.empty();
  }
}

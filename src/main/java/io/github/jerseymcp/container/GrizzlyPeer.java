package io.github.jerseymcp.container;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.hk2.api.ServiceLocator;
import org.jspecify.annotations.Nullable;

/** Asks Grizzly for the address of the connection. */
public final class GrizzlyPeer {

  private GrizzlyPeer() {}

  public static Optional<InetAddress> of(ServiceLocator services) {
    @Nullable Request request = services.getService(Request.class);
    return request == null ? Optional.empty() : of(request);
  }

  public static Optional<InetAddress> of(Request request) {
    if (request.getContext() == null) {
      return Optional.empty();
    }
    return request.getContext().getConnection().getPeerAddress() instanceof InetSocketAddress peer
        ? Optional.ofNullable(peer.getAddress())
        : Optional.empty();
  }
}

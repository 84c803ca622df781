package io.github.jerseymcp.foreign;

import io.github.jerseymcp.container.PeerAddress;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** For a container that leaves the address of the connection in a property of the request. */
final class PropertyPeerAddress implements PeerAddress {

  static final String PROPERTY = "com.example.container.remote-address";

  @Override
  public Optional<InetAddress> of(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) instanceof InetSocketAddress remote
        ? Optional.ofNullable(remote.getAddress())
        : Optional.empty();
  }
}

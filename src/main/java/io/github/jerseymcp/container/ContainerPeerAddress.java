package io.github.jerseymcp.container;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.glassfish.hk2.api.ServiceLocator;

/** Asks the container that is there: Grizzly, or a servlet container. */
public final class ContainerPeerAddress implements PeerAddress {

  private final ServiceLocator services;
  private final List<Function<ServiceLocator, Optional<InetAddress>>> containers;

  public ContainerPeerAddress(ServiceLocator services) {
    this.services = services;
    this.containers = new ArrayList<>();
    if (ClassPath.has(ClassPath.GRIZZLY)) {
      containers.add(GrizzlyPeer::of);
    }
    if (ClassPath.has(ClassPath.SERVLET)) {
      containers.add(ServletPeer::of);
    }
  }

  @Override
  public Optional<InetAddress> of(ContainerRequestContext request) {
    return containers.stream().flatMap(container -> container.apply(services).stream()).findFirst();
  }
}

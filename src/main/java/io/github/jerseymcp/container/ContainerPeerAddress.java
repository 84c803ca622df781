package io.github.jerseymcp.container;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.glassfish.hk2.api.ServiceLocator;
import org.jspecify.annotations.Nullable;

/** Asks the container that is there: Grizzly, or a servlet container. */
public final class ContainerPeerAddress implements PeerAddress {

  private final Supplier<@Nullable ServiceLocator> locator;
  private final List<Function<ServiceLocator, Optional<InetAddress>>> containers;

  public ContainerPeerAddress(Supplier<@Nullable ServiceLocator> locator) {
    this.locator = locator;
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
    ServiceLocator services = locator.get();
    if (services == null) {
      return Optional.empty();
    }
    return containers.stream().flatMap(container -> container.apply(services).stream()).findFirst();
  }
}

package io.github.jerseymcp.container;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.glassfish.hk2.api.ServiceLocator;

/**
 * The address of the peer, asked for only while something depends on it.
 *
 * @param source tells the address
 * @param needed whether something depends on it, asked at each request
 */
public record NeededPeer(PeerAddress source, BooleanSupplier needed) implements PeerAddress {

  /** By what an application has set, or else by its container. */
  public static PeerAddress of(
      Optional<PeerAddress> set, ServiceLocator services, BooleanSupplier needed) {
    PeerAddress source =
        set.<PeerAddress>map(GuardedPeerAddress::new)
            .orElseGet(() -> new ContainerPeerAddress(services));
    return new NeededPeer(source, needed);
  }

  @Override
  public Optional<InetAddress> of(ContainerRequestContext request) {
    return needed.getAsBoolean() ? source.of(request) : Optional.empty();
  }
}

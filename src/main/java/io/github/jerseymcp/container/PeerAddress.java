package io.github.jerseymcp.container;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Tells the address at the other end of the connection of a request, which JAX-RS does not.
 *
 * <p>Grizzly and servlet containers are known; for another container an application brings its own.
 * It must be the address of the connection, never one that a header names. Thread-safe.
 */
@FunctionalInterface
public interface PeerAddress {

  /** The address, or empty if it cannot be told; then no header of a proxy is believed. */
  Optional<InetAddress> of(ContainerRequestContext request);
}

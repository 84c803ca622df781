package io.github.jerseymcp.container;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Tells the address at the other end of the connection of a request, which JAX-RS does not.
 *
 * <p>Grizzly and servlet containers are known; for another container an application brings its own.
 * It must be the address of the connection, never one that a header names.
 *
 * <p>Threads: it is called on the thread of the container that handles the request, before matching
 * and before the caller is known. Many threads call it at once, so it must be thread-safe.
 *
 * <p>Time: it must not wait. Anybody can send a request that calls it, and it holds a thread of the
 * container. So it must not look up the name of a host.
 *
 * <p>Failure: if it throws or answers null, that counts as empty, and the log says so once.
 *
 * <p>{@code PeerAddressContract} of the test kit checks an implementation.
 */
@FunctionalInterface
public interface PeerAddress {

  /** The address, or empty if it cannot be told; then no header of a proxy is believed. */
  Optional<InetAddress> of(ContainerRequestContext request);
}

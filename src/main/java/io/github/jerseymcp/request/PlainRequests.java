package io.github.jerseymcp.request;

import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.edge.TrustedPeers;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once in the log that requests come over plain http, where clients are told an https address,
 * and from somewhere else than a proxy that is named or this machine: then tokens may cross a
 * network in the clear. Nobody is refused, since a proxy that ends TLS need not be named.
 * Thread-safe.
 */
public final class PlainRequests {

  private static final Logger logger = LoggerFactory.getLogger(PlainRequests.class);

  private final String origin;
  private final boolean promised;
  private final TrustedPeers proxies;
  private final AtomicBoolean said = new AtomicBoolean();

  /** By what these settings promise; behind a proxy that names the origin, that promises. */
  public PlainRequests(Settings settings) {
    this.origin = settings.origin().prefix();
    this.promised = !settings.origin().needsPeer() && origin.startsWith("https://");
    this.proxies = settings.proxies();
  }

  /** Looks at the way that a request came. */
  public void note(ContainerRequestContext request, Optional<InetAddress> peer) {
    if (!promised || said.get() || !isPlain(request) || isExpectedFrom(peer)) {
      return;
    }
    if (said.compareAndSet(false, true)) {
      logger.warn(
          "Clients are told {}, and a request has come over plain http: serve TLS here, or end it at"
              + " a proxy, let nobody else reach this port, and name the proxy with rates.withProxies",
          origin);
    }
  }

  private static boolean isPlain(ContainerRequestContext request) {
    return "http".equals(request.getUriInfo().getBaseUri().getScheme());
  }

  /** Where the container does not tell who is there, whoever has named proxies knows of them. */
  private boolean isExpectedFrom(Optional<InetAddress> peer) {
    return peer.map(address -> address.isLoopbackAddress() || proxies.contains(address))
        .orElse(!proxies.isEmpty());
  }
}

package io.github.jerseymcp.container;

import io.github.jerseymcp.edge.ConnectionHost;
import io.github.jerseymcp.edge.EdgeException;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import org.glassfish.hk2.api.ServiceLocator;

/**
 * Puts the authority of a request over HTTP/2 or HTTP/3 where its Host field would be (RFC 9113
 * section 8.3.1), since clients of these send no Host field. Servlet containers keep it apart; what
 * Grizzly does not tell stays absent. Thread-safe.
 */
public final class RequestAuthority {

  private static final boolean SERVLET = ClassPath.has(ClassPath.SERVLET);

  private final ServiceLocator services;

  /** Whether the container of this application was seen to have no servlet requests. */
  private volatile boolean isOtherContainer;

  public RequestAuthority(ServiceLocator services) {
    this.services = services;
  }

  /**
   * Adds the Host field, if there is none.
   *
   * @throws EdgeException if there is one that names another host
   */
  public void addTo(ContainerRequestContext context) throws EdgeException {
    if (!SERVLET || isOtherContainer) {
      return;
    }
    Optional<ServletAuthority> connection = ServletAuthority.of(services);
    if (connection.isEmpty()) {
      isOtherContainer = true;
    } else if (connection.get().isPseudoHeader()) {
      ConnectionHost.apply(connection.get().host(), connection.get().port(), context.getHeaders());
    }
  }
}

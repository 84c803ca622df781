package io.github.jerseymcp.server;

import io.github.jerseymcp.request.ProtectedRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.glassfish.hk2.api.ServiceLocator;
import org.jspecify.annotations.Nullable;

/** Finds the request that Jersey handles on this thread. Thread-safe. */
final class CurrentRequest {

  private final ServiceLocator services;

  CurrentRequest(ServiceLocator services) {
    this.services = services;
  }

  /** The request; it throws on a thread that handles none. */
  ContainerRequestContext context() {
    return services.getService(ContainerRequestContext.class);
  }

  /** What is known of the request, if its path is protected. */
  @Nullable ProtectedRequest known() {
    return ProtectedRequest.of(context());
  }
}

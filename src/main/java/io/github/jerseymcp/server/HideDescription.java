package io.github.jerseymcp.server;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Response;

/**
 * Answers 404 where Jersey would describe the application (WADL) to somebody who is no verified
 * caller. The feature switches WADL off; this is for an application that switches it on itself.
 */
final class HideDescription implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext context) {
    if (ProtectedRequest.of(context).flatMap(ProtectedRequest::caller).isEmpty()) {
      context.abortWith(
          Response.status(Response.Status.NOT_FOUND).header("Cache-Control", "no-store").build());
    }
  }
}

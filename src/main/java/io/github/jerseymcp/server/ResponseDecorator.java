package io.github.jerseymcp.server;

import io.github.jerseymcp.edge.Cors;
import io.github.jerseymcp.edge.DocumentCors;
import io.github.jerseymcp.edge.PublicOrigin;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Optional;

/**
 * Adds to every answer from a protected path what a browser needs to read it, and keeps it out of
 * caches unless the application says otherwise (RFC 9111 section 3.5). Runs last.
 */
@Priority(0)
final class ResponseDecorator implements ContainerResponseFilter {

  /** To look for, in the spelling that the map of Jersey keeps. */
  private static final String CACHE_CONTROL = "cache-control";

  private final Cors cors;

  ResponseDecorator(Cors cors) {
    this.cors = cors;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    Optional<ProtectedRequest> found = ProtectedRequest.of(request);
    if (found.isPresent()) {
      found.get().body().ifPresent(CountedBody::release);
      Optional<PublicOrigin> origin = found.get().origin();
      if (origin.isPresent()) {
        cors.decorate(headers, request.getHeaders(), origin.get());
      } else {
        Cors.decorateUnknown(headers);
      }
      Optional<String> nonce = found.get().nonce();
      if (nonce.isPresent()) {
        headers.putSingle("DPoP-Nonce", nonce.get());
      }
      if (!headers.containsKey(CACHE_CONTROL)) {
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
      }
    } else if (FindProtectedResource.isForDocument(request)) {
      DocumentCors.decorate(headers);
    }
  }
}

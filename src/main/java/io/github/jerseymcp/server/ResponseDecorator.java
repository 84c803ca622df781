package io.github.jerseymcp.server;

import io.github.jerseymcp.body.CountedBody;
import io.github.jerseymcp.edge.Cors;
import io.github.jerseymcp.edge.DocumentCors;
import io.github.jerseymcp.refusal.NoStore;
import io.github.jerseymcp.request.AdmittedRequest;
import io.github.jerseymcp.request.AuthenticatedRequest;
import io.github.jerseymcp.request.FindProtectedResource;
import io.github.jerseymcp.request.ProtectedRequest;
import jakarta.annotation.Priority;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds to every answer from a protected path what a browser needs to read it, and keeps it out of
 * caches unless the application says otherwise (RFC 9111 section 3.5), and lets go of the token.
 * Runs last.
 */
@Priority(0)
final class ResponseDecorator implements ContainerResponseFilter {

  private final Cors cors;

  ResponseDecorator(Cors cors) {
    this.cors = cors;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    MultivaluedMap<String, Object> headers = response.getHeaders();
    ProtectedRequest known = ProtectedRequest.of(request);
    if (known != null) {
      CountedBody body = CountedBody.of(request);
      if (body != null) {
        body.release();
      }
      if (known instanceof AuthenticatedRequest authenticated) {
        authenticated.caller().inboundToken().release();
      }
      decorate(headers, request, known.admitted());
      if (known instanceof AuthenticatedRequest caller && caller.scheme().isEmpty()) {
        NoStore.addPrivateTo(headers);
      }
      NoStore.addTo(headers);
    } else if (FindProtectedResource.isForDocument(request)) {
      DocumentCors.decorate(headers);
    }
  }

  private void decorate(
      MultivaluedMap<String, Object> headers,
      ContainerRequestContext request,
      @Nullable AdmittedRequest admitted) {
    if (admitted == null) {
      Cors.decorateUnknown(headers);
      return;
    }
    cors.decorate(headers, request.getHeaders(), admitted.origin());
    if (admitted.nonce().isPresent()) {
      headers.putSingle("DPoP-Nonce", admitted.nonce().get());
    }
  }
}

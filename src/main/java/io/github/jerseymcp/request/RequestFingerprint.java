package io.github.jerseymcp.request;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;

/** What of a request decides about its protection, as step 1 saw it. */
public record RequestFingerprint(URI base, URI uri, String method) {

  private static final String PROPERTY = RequestFingerprint.class.getName();

  /** What a request is now. */
  public static RequestFingerprint of(ContainerRequestContext context) {
    return new RequestFingerprint(
        context.getUriInfo().getBaseUri(),
        context.getUriInfo().getRequestUri(),
        context.getMethod());
  }

  /** Keeps it with the request, to compare with later. */
  public void attachTo(ContainerRequestContext context) {
    context.setProperty(PROPERTY, this);
  }

  /** Whether no filter has rewritten the request since. */
  public static boolean isUnchanged(ContainerRequestContext context) {
    UriInfo now = context.getUriInfo();
    return context.getProperty(PROPERTY) instanceof RequestFingerprint seen
        && seen.base.equals(now.getBaseUri())
        && seen.uri.equals(now.getRequestUri())
        && seen.method.equals(context.getMethod());
  }
}

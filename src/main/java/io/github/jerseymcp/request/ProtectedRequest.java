package io.github.jerseymcp.request;

import io.github.jerseymcp.event.ObservedRequest;
import io.github.jerseymcp.event.RequestTrail;
import io.github.jerseymcp.resource.ProtectedResource;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.ext.InterceptorContext;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request to a protected path. The steps make three values of it in turn: {@link
 * FoundRequest}, {@link AdmittedRequest}, {@link AuthenticatedRequest}, or {@link AnonymousRequest}
 * where it needs no caller. Each is immutable; the latest one is in a property of the request.
 */
public sealed interface ProtectedRequest extends ObservedRequest
    permits FoundRequest, AdmittedRequest, AnonymousRequest, AuthenticatedRequest {

  /** The latest value of a request; null if its path is not protected. */
  static @Nullable ProtectedRequest of(ContainerRequestContext context) {
    return context.getProperty(property()) instanceof ProtectedRequest request ? request : null;
  }

  /** Whether the body that is about to be read is of a request to a protected path. */
  static boolean isIn(InterceptorContext context) {
    return context.getProperty(property()) instanceof ProtectedRequest;
  }

  /** Forgets what an earlier run, or anybody else, may have put in the place of these values. */
  static void clear(ContainerRequestContext context) {
    context.removeProperty(property());
  }

  /** Puts this value in the place of the one before. */
  default void attachTo(ContainerRequestContext context) {
    context.setProperty(property(), this);
  }

  /** What step 1 has found. */
  FoundRequest found();

  /** What step 2 has admitted; null until then. */
  @Nullable AdmittedRequest admitted();

  /** The protected resource that the request is for. */
  default ProtectedResource resource() {
    return found().match().resource();
  }

  @Override
  default String template() {
    return resource().displayPath();
  }

  @Override
  default RequestTrail trail() {
    return found().trail();
  }

  private static String property() {
    return ObservedRequest.PROPERTY;
  }
}

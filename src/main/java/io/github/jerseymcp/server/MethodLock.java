package io.github.jerseymcp.server;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import org.glassfish.jersey.server.ContainerRequest;

/**
 * The two filters of a method, one right after the other, for Jersey's own handlers: it puts two of
 * them on every path, and each filter on a method makes the start longer.
 */
final class MethodLock implements ContainerRequestFilter {

  private final RequireCaller requireCaller;
  private final Authorise authorise;

  MethodLock(RequireCaller requireCaller, Authorise authorise) {
    this.requireCaller = requireCaller;
    this.authorise = authorise;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    requireCaller.filter(context);
    boolean refused =
        context instanceof ContainerRequest request && request.getAbortResponse() != null;
    if (!refused) {
      authorise.filter(context);
    }
  }
}

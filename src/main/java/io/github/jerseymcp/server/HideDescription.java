package io.github.jerseymcp.server;

import io.github.jerseymcp.refusal.NoStore;
import io.github.jerseymcp.refusal.PlainRefusal;
import io.github.jerseymcp.refusal.RefusalWriter;
import io.github.jerseymcp.request.AuthenticatedRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/**
 * Answers 404 where Jersey would describe the application (WADL) to somebody who is no verified
 * caller. The feature switches WADL off; this is for an application that switches it on itself.
 */
final class HideDescription implements ContainerRequestFilter {

  private final RefusalWriter writer;

  HideDescription(RefusalWriter writer) {
    this.writer = writer;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    if (AuthenticatedRequest.of(context) == null) {
      context.abortWith(
          writer.write(context, PlainRefusal.DESCRIPTION_HIDDEN, NoStore.status(404).build()));
    }
  }
}

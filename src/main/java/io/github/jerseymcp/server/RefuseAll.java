package io.github.jerseymcp.server;

import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.Refusal;
import io.github.jerseymcp.refusal.RefusalWriter;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;

/**
 * Refuses every request to a method whose annotations are wrong, found too late to stop the start.
 */
final class RefuseAll implements ContainerRequestFilter {

  private final RefusalWriter writer;

  RefuseAll(RefusalWriter writer) {
    this.writer = writer;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    context.abortWith(writer.write(context, Refusal.withoutChallenge(Reason.NOT_SET_UP)));
  }
}

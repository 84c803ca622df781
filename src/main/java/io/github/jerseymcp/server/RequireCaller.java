package io.github.jerseymcp.server;

import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.Refusal;
import io.github.jerseymcp.refusal.RefusalWriter;
import io.github.jerseymcp.resource.KnownHandler;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The second lock, one on each protected method: whatever way Jersey took to the method, a request
 * goes no further unless its caller was verified for the very resource that the method belongs to.
 */
@Priority(Priorities.AUTHENTICATION)
final class RequireCaller implements ContainerRequestFilter {

  private static final Logger logger = LoggerFactory.getLogger(RequireCaller.class);

  private final Optional<KnownHandler> known;
  private final boolean annotated;
  private final Challenges challenges;
  private final RefusalWriter writer;

  /**
   * Locks one method.
   *
   * @param known what the start found out about it, if it saw it
   * @param annotated whether its own annotations ask for a caller
   */
  RequireCaller(
      Optional<KnownHandler> known,
      boolean annotated,
      Challenges challenges,
      RefusalWriter writer) {
    this.known = known;
    this.annotated = annotated;
    this.challenges = challenges;
    this.writer = writer;
  }

  @Override
  public void filter(ContainerRequestContext context) {
    Optional<ProtectedRequest> found = ProtectedRequest.of(context);
    if (found.isEmpty()) {
      if (annotated) {
        logger.error(
            "A protected sub-resource was reached through no protected resource, and refused:"
                + " put @McpProtected on the class of its locator");
        context.abortWith(writer.write(Refusal.withoutChallenge(Reason.FORBIDDEN)));
      }
      return;
    }
    ProtectedRequest request = found.get();
    boolean belongs = known.isEmpty() || known.get().resources().contains(request.resource());
    if (request.caller().isEmpty() || !belongs) {
      context.abortWith(
          writer.write(challenges.refusal(request, new RefusedException(Reason.NO_CREDENTIALS))));
    }
  }
}

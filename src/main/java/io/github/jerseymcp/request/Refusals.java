package io.github.jerseymcp.request;

import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.Refusal;
import io.github.jerseymcp.refusal.RefusalWriter;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;

/** Logs why a request to a protected path is refused, and answers it. Thread-safe. */
public final class Refusals {

  private final Challenges challenges;
  private final RefusalLog log;
  private final RefusalWriter writer;

  public Refusals(Challenges challenges, RefusalLog log, RefusalWriter writer) {
    this.challenges = challenges;
    this.log = log;
    this.writer = writer;
  }

  /**
   * Refuses a request that a step has ended.
   *
   * @param scheme the scheme of the credentials, or {@link Credentials#NO_SCHEME}
   */
  public void refuse(
      ContainerRequestContext context,
      AdmittedRequest request,
      String scheme,
      RefusedException refused) {
    log.refused(request, refused.reason());
    abort(context, challenges.refusal(request, scheme, refused));
  }

  /** Refuses a request whose caller lacks scopes; the answer names all that are needed. */
  public void refuse(
      ContainerRequestContext context, AuthenticatedRequest request, Set<String> needed) {
    log.refused(request, Reason.INSUFFICIENT_SCOPE);
    abort(context, challenges.insufficientScope(request, needed));
  }

  private void abort(ContainerRequestContext context, Refusal refusal) {
    context.abortWith(writer.write(refusal));
  }
}

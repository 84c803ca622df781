package io.github.jerseymcp.server;

import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.event.Grounds;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.Refusal;
import io.github.jerseymcp.refusal.RefusalWriter;
import io.github.jerseymcp.request.AdmittedRequest;
import io.github.jerseymcp.request.AuthenticatedRequest;
import io.github.jerseymcp.request.Challenges;
import io.github.jerseymcp.request.ProtectedRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Renders what a handler throws when it finds that more scopes are needed: the full challenge. */
final class InsufficientScopeMapper implements ExceptionMapper<InsufficientScopeException> {

  private final CurrentRequest current;
  private final Challenges challenges;
  private final RefusalWriter writer;

  InsufficientScopeMapper(CurrentRequest current, Challenges challenges, RefusalWriter writer) {
    this.current = current;
    this.challenges = challenges;
    this.writer = writer;
  }

  @Override
  public Response toResponse(InsufficientScopeException exception) {
    ContainerRequestContext context = current.context();
    ProtectedRequest request = ProtectedRequest.of(context);
    AdmittedRequest admitted = request == null ? null : request.admitted();
    return admitted == null
        ? writer.write(context, Refusal.withoutChallenge(Reason.FORBIDDEN))
        : refused(context, admitted, request, exception);
  }

  private Response refused(
      ContainerRequestContext context,
      AdmittedRequest admitted,
      @Nullable ProtectedRequest request,
      InsufficientScopeException exception) {
    if (request instanceof AuthenticatedRequest authenticated) {
      Set<String> needed = authenticated.withAllNeeded(exception.scopes());
      return writer.write(
          context,
          challenges.insufficientScope(authenticated, needed),
          authenticated.groundsFor(Reason.INSUFFICIENT_SCOPE).needing(needed));
    }
    Set<String> needed = new LinkedHashSet<>(admitted.resource().scopes());
    needed.addAll(exception.scopes());
    return writer.write(
        context,
        challenges.insufficientScope(admitted, needed),
        Grounds.of(Reason.INSUFFICIENT_SCOPE).needing(needed));
  }
}

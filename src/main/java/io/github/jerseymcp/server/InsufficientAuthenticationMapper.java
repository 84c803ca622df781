package io.github.jerseymcp.server;

import io.github.jerseymcp.InsufficientAuthenticationException;
import io.github.jerseymcp.event.Grounds;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.Refusal;
import io.github.jerseymcp.refusal.RefusalWriter;
import io.github.jerseymcp.request.AdmittedRequest;
import io.github.jerseymcp.request.AuthenticatedRequest;
import io.github.jerseymcp.request.Challenges;
import io.github.jerseymcp.request.ProtectedRequest;
import io.github.jerseymcp.request.Refusals;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Renders what a handler throws when it finds that the user must sign in again: the full challenge.
 */
final class InsufficientAuthenticationMapper
    implements ExceptionMapper<InsufficientAuthenticationException> {

  private final CurrentRequest current;
  private final Challenges challenges;
  private final RefusalWriter writer;
  private final Refusals refusals;

  InsufficientAuthenticationMapper(
      CurrentRequest current, Challenges challenges, RefusalWriter writer, Refusals refusals) {
    this.current = current;
    this.challenges = challenges;
    this.writer = writer;
    this.refusals = refusals;
  }

  @Override
  public Response toResponse(InsufficientAuthenticationException exception) {
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
      InsufficientAuthenticationException exception) {
    if (request instanceof AuthenticatedRequest authenticated) {
      return refusals.signInAgain(
          context,
          authenticated,
          authenticated.authentication().and(exception.required()),
          authenticated.withAllNeeded(exception.scopes()));
    }
    Set<String> scopes = new LinkedHashSet<>(admitted.resource().scopes());
    scopes.addAll(exception.scopes());
    return writer.write(
        context,
        challenges.insufficientAuthentication(admitted, exception.required(), scopes),
        Grounds.of(Reason.INSUFFICIENT_AUTHENTICATION)
            .needing(scopes)
            .about(exception.required().toString()));
  }
}

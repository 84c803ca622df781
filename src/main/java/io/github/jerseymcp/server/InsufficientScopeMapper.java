package io.github.jerseymcp.server;

import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.Refusal;
import io.github.jerseymcp.refusal.RefusalWriter;
import io.github.jerseymcp.request.AdmittedRequest;
import io.github.jerseymcp.request.AuthenticatedRequest;
import io.github.jerseymcp.request.Challenges;
import io.github.jerseymcp.request.ProtectedRequest;
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
    ProtectedRequest request = current.known();
    AdmittedRequest admitted = request == null ? null : request.admitted();
    return writer.write(
        admitted == null
            ? Refusal.withoutChallenge(Reason.FORBIDDEN)
            : refusal(admitted, request, exception));
  }

  private Refusal refusal(
      AdmittedRequest admitted,
      @Nullable ProtectedRequest request,
      InsufficientScopeException exception) {
    Set<String> needed = new LinkedHashSet<>(admitted.resource().scopes());
    if (request instanceof AuthenticatedRequest authenticated) {
      // A locator or a constructor throws before step 10 has found out about the method.
      needed.addAll(authenticated.required());
      needed.addAll(exception.scopes());
      return challenges.insufficientScope(authenticated, needed);
    }
    needed.addAll(exception.scopes());
    return challenges.insufficientScope(admitted, needed);
  }
}

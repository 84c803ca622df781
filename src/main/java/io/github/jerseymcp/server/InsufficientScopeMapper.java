package io.github.jerseymcp.server;

import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.refusal.Reason;
import io.github.jerseymcp.refusal.Refusal;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Renders what a handler throws when it finds that more scopes are needed: the full challenge. */
final class InsufficientScopeMapper implements ExceptionMapper<InsufficientScopeException> {

  private final ApplicationSecurity security;
  @Inject private @Nullable Provider<ContainerRequestContext> currentRequest;

  InsufficientScopeMapper(ApplicationSecurity security) {
    this.security = security;
  }

  @Override
  public Response toResponse(InsufficientScopeException exception) {
    Refusal refusal =
        currentRequest == null
            ? Refusal.withoutChallenge(Reason.FORBIDDEN)
            : ProtectedRequest.of(currentRequest.get())
                .map(request -> refusal(request, exception))
                .orElseGet(() -> Refusal.withoutChallenge(Reason.FORBIDDEN));
    return security.writer().write(refusal);
  }

  private Refusal refusal(ProtectedRequest request, InsufficientScopeException exception) {
    // A locator or a constructor throws before step 8 has found out about the method.
    Set<String> needed = new LinkedHashSet<>(request.resource().scopes());
    needed.addAll(request.required());
    needed.addAll(exception.scopes());
    return security.challenges().insufficientScope(request, needed);
  }
}

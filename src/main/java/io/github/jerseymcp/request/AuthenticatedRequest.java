package io.github.jerseymcp.request;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.event.Caller;
import io.github.jerseymcp.event.Cause;
import io.github.jerseymcp.event.Grounds;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request whose caller is verified.
 *
 * @param admitted the request as the edge has admitted it
 * @param caller the caller
 * @param scheme the scheme of the credentials
 * @param required the scopes that the operation was found to need; empty until step 9 or 10
 * @param authentication how the user was found to have to sign in; nothing until step 9 or 10
 */
public record AuthenticatedRequest(
    AdmittedRequest admitted,
    VerifiedPrincipal caller,
    String scheme,
    Set<String> required,
    AuthenticationRequirement authentication)
    implements ProtectedRequest {

  /** A request of which it is not known yet what it needs. */
  public AuthenticatedRequest(AdmittedRequest admitted, VerifiedPrincipal caller, String scheme) {
    this(admitted, caller, scheme, Set.of(), AuthenticationRequirement.none());
  }

  /** The authenticated request; null if no caller was verified for it. */
  public static @Nullable AuthenticatedRequest of(ContainerRequestContext context) {
    return ProtectedRequest.of(context) instanceof AuthenticatedRequest request ? request : null;
  }

  @Override
  public FoundRequest found() {
    return admitted.found();
  }

  /** The grounds of a refusal of this request; they name the caller if anybody listens. */
  public Grounds groundsFor(Cause cause) {
    Grounds grounds = Grounds.of(cause);
    return trail().reports().isHeard()
        ? grounds.to(Caller.of(caller))
        : grounds.from(Optional.of(caller.issuer()));
  }

  /** These scopes, which a handler has found out about, and all that are needed to get there. */
  public Set<String> withAllNeeded(Set<String> scopes) {
    Set<String> needed = new LinkedHashSet<>(resource().scopes());
    // A locator or a constructor throws before step 10 has found out about the method.
    needed.addAll(required);
    needed.addAll(scopes);
    return needed;
  }

  /** The same request, of which it is known what it needs. */
  public AuthenticatedRequest needing(Set<String> scopes, AuthenticationRequirement needed) {
    return new AuthenticatedRequest(admitted, caller, scheme, scopes, needed);
  }
}

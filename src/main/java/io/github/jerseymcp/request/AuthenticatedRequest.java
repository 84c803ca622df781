package io.github.jerseymcp.request;

import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request whose caller is verified.
 *
 * @param admitted the request as the edge has admitted it
 * @param caller the caller
 * @param scheme the scheme of the credentials
 * @param required the scopes that the operation was found to need; empty until step 9 or 10
 */
public record AuthenticatedRequest(
    AdmittedRequest admitted, VerifiedPrincipal caller, String scheme, Set<String> required)
    implements ProtectedRequest {

  /** A request of which it is not known yet what scopes it needs. */
  public AuthenticatedRequest(AdmittedRequest admitted, VerifiedPrincipal caller, String scheme) {
    this(admitted, caller, scheme, Set.of());
  }

  /** The authenticated request; null if no caller was verified for it. */
  public static @Nullable AuthenticatedRequest of(ContainerRequestContext context) {
    return ProtectedRequest.of(context) instanceof AuthenticatedRequest request ? request : null;
  }

  @Override
  public FoundRequest found() {
    return admitted.found();
  }

  /** The same request, of which it is known what scopes it needs. */
  public AuthenticatedRequest needing(Set<String> scopes) {
    return new AuthenticatedRequest(admitted, caller, scheme, scopes);
  }
}

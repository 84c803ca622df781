package io.github.jerseymcp.request;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/**
 * Shows the verified caller to code that knows only JAX-RS. A scope is asked for as the role {@code
 * scope:NAME}, or by its name alone where the configuration says so.
 */
public final class CallerSecurityContext implements SecurityContext {

  private static final String SCOPE = "scope:";

  private final AuthenticatedRequest request;
  private final boolean scopesAsRoles;

  public CallerSecurityContext(AuthenticatedRequest request, boolean scopesAsRoles) {
    this.request = request;
    this.scopesAsRoles = scopesAsRoles;
  }

  @Override
  public Principal getUserPrincipal() {
    return request.caller();
  }

  @Override
  public boolean isUserInRole(String role) {
    if (scopesAsRoles) {
      return request.caller().hasScope(role);
    }
    return role.startsWith(SCOPE) && request.caller().hasScope(role.substring(SCOPE.length()));
  }

  @Override
  public boolean isSecure() {
    return request.admitted().isSecure();
  }

  @Override
  public String getAuthenticationScheme() {
    return request.scheme();
  }
}

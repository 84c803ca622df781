package io.github.jerseymcp.server;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/**
 * Shows the verified caller to code that knows only JAX-RS. A scope is asked for as the role {@code
 * scope:NAME}, or by its name alone where the configuration says so.
 */
final class CallerSecurityContext implements SecurityContext {

  private static final String SCOPE = "scope:";

  private final VerifiedPrincipal caller;
  private final String scheme;
  private final boolean secure;
  private final boolean scopesAsRoles;

  CallerSecurityContext(
      VerifiedPrincipal caller, String scheme, boolean secure, boolean scopesAsRoles) {
    this.caller = caller;
    this.scheme = scheme;
    this.secure = secure;
    this.scopesAsRoles = scopesAsRoles;
  }

  @Override
  public Principal getUserPrincipal() {
    return caller;
  }

  @Override
  public boolean isUserInRole(String role) {
    if (scopesAsRoles) {
      return caller.hasScope(role);
    }
    return role.startsWith(SCOPE) && caller.hasScope(role.substring(SCOPE.length()));
  }

  @Override
  public boolean isSecure() {
    return secure;
  }

  @Override
  public String getAuthenticationScheme() {
    return scheme;
  }
}

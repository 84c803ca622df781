package io.github.jerseymcp.server;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;

/** Shows the verified caller to code that knows only JAX-RS: a role is a granted scope. */
final class CallerSecurityContext implements SecurityContext {

  private final VerifiedPrincipal caller;
  private final String scheme;
  private final boolean secure;

  CallerSecurityContext(VerifiedPrincipal caller, String scheme, boolean secure) {
    this.caller = caller;
    this.scheme = scheme;
    this.secure = secure;
  }

  @Override
  public Principal getUserPrincipal() {
    return caller;
  }

  @Override
  public boolean isUserInRole(String role) {
    return caller.hasScope(role);
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

package io.github.jerseymcp.request;

import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import org.jspecify.annotations.Nullable;

/** Shows code that knows only JAX-RS that nobody has signed in, whatever the container thinks. */
public record NobodySecurityContext(AnonymousRequest request) implements SecurityContext {

  @Override
  public @Nullable Principal getUserPrincipal() {
    return null;
  }

  @Override
  public boolean isUserInRole(String role) {
    return false;
  }

  @Override
  public boolean isSecure() {
    return request.admitted().isSecure();
  }

  @Override
  public @Nullable String getAuthenticationScheme() {
    return null;
  }
}

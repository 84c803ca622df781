package io.github.jerseymcp.mcp.message;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.InsufficientAuthenticationException;
import io.github.jerseymcp.InsufficientScopeException;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What an operation asks of whoever runs it, or reads what it says.
 *
 * @param scopes all of them are needed
 * @param authentication how the user must have signed in
 */
public record OperationNeeds(Set<String> scopes, AuthenticationRequirement authentication) {

  private static final OperationNeeds NONE =
      new OperationNeeds(Set.of(), AuthenticationRequirement.none());

  /** Nothing. */
  public static OperationNeeds none() {
    return NONE;
  }

  /** What this one asks, and what another one asks. */
  public OperationNeeds and(OperationNeeds other) {
    Set<String> all = new LinkedHashSet<>(scopes);
    all.addAll(other.scopes);
    return new OperationNeeds(all, authentication.and(other.authentication));
  }

  /** Whether somebody has all of it now. */
  public boolean areMetBy(Reader reader) {
    return hasScopes(reader) && isAuthenticated(reader);
  }

  /**
   * Checks that somebody has all of it now.
   *
   * @throws InsufficientScopeException if scopes are lacking; this comes first
   * @throws InsufficientAuthenticationException if the user must sign in again
   */
  public void check(Reader reader) {
    if (!hasScopes(reader)) {
      throw new InsufficientScopeException(scopes.toArray(String[]::new));
    }
    if (!isAuthenticated(reader)) {
      throw new InsufficientAuthenticationException(authentication, scopes.toArray(String[]::new));
    }
  }

  private boolean hasScopes(Reader reader) {
    for (String scope : scopes) {
      if (!reader.caller().hasScope(scope)) {
        return false;
      }
    }
    return true;
  }

  private boolean isAuthenticated(Reader reader) {
    return authentication.isNone()
        || authentication.isMetBy(
            reader.caller().claims(), reader.watch().clock().instant(), reader.watch().leeway());
  }
}

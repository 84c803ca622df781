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

  /** No scope has this name (RFC 6749 section 3.3). */
  private static final OperationNeeds NOBODY =
      new OperationNeeds(Set.of("\0"), AuthenticationRequirement.none());

  /** Nothing. */
  public static OperationNeeds none() {
    return NONE;
  }

  /** What nobody has. */
  static OperationNeeds ofNobody() {
    return NOBODY;
  }

  /** What this one asks, and what another one asks. */
  public OperationNeeds and(OperationNeeds other) {
    return new OperationNeeds(all(other.scopes), authentication.and(other.authentication));
  }

  private Set<String> all(Set<String> more) {
    Set<String> all = new LinkedHashSet<>(scopes);
    all.addAll(more);
    return all;
  }

  /** Whether somebody has all of it now. */
  public boolean areMetBy(Reader reader) {
    return hasScopes(reader) && isAuthenticated(reader);
  }

  /**
   * Checks that somebody has all of it now.
   *
   * @throws InsufficientAuthenticationException if the user must sign in again; it names the
   *     scopes, which may be lacking as well
   * @throws InsufficientScopeException if nothing but scopes is lacking
   */
  public void check(Reader reader) {
    if (!isAuthenticated(reader)) {
      throw new InsufficientAuthenticationException(authentication, scopes.toArray(String[]::new));
    }
    if (!hasScopes(reader)) {
      throw new InsufficientScopeException(scopes.toArray(String[]::new));
    }
  }

  /** What a policy has found out about scopes, together with these needs. */
  InsufficientScopeException and(InsufficientScopeException found) {
    return new InsufficientScopeException(all(found.scopes()).toArray(String[]::new));
  }

  /** What a policy has found out about the authentication, together with these needs. */
  InsufficientAuthenticationException and(InsufficientAuthenticationException found) {
    return new InsufficientAuthenticationException(
        authentication.and(found.required()), all(found.scopes()).toArray(String[]::new));
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

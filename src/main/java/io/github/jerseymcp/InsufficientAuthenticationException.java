package io.github.jerseymcp;

import java.util.Set;

/**
 * Thrown by a handler that finds, from its arguments, that the user must sign in again: in another
 * way, or more recently.
 *
 * <p>It is answered with 401 and the {@code insufficient_user_authentication} challenge: what the
 * class and the method require together with this (RFC 9470 section 3), and all scopes that are
 * needed, so that the client can ask for one token that has it all. Carries no stack trace.
 */
public final class InsufficientAuthenticationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient AuthenticationRequirement required;
  private final transient Set<String> scopes;

  /**
   * Asks that the user signs in again.
   *
   * @param required how, and how recently
   * @param scopes the scopes that this operation needs beyond those of the resource and the method,
   *     if it needs some
   * @throws IllegalArgumentException if nothing is required, or a scope is no scope token of RFC
   *     6749 section 3.3
   */
  public InsufficientAuthenticationException(AuthenticationRequirement required, String... scopes) {
    super("The user must sign in again", null, false, false);
    if (required.isNone()) {
      throw new IllegalArgumentException("Say how the user must sign in, or how recently");
    }
    this.required = required;
    this.scopes = scopes.length == 0 ? Set.of() : new InsufficientScopeException(scopes).scopes();
  }

  /** How, and how recently, the user must have signed in. */
  public AuthenticationRequirement required() {
    return required;
  }

  /** The scopes that are needed in addition. */
  public Set<String> scopes() {
    return scopes;
  }
}

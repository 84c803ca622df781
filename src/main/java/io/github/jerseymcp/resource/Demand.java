package io.github.jerseymcp.resource;

import io.github.jerseymcp.AuthenticationRequirement;

/**
 * What a handler or an operation asks of its caller beyond a valid token.
 *
 * @param scopes the scopes
 * @param authentication how the user must have signed in
 */
public record Demand(ScopeRequirement scopes, AuthenticationRequirement authentication) {

  private static final Demand NONE =
      new Demand(ScopeRequirement.none(), AuthenticationRequirement.none());

  /** Nothing beyond a valid token. */
  public static Demand none() {
    return NONE;
  }

  /** The same, and these scopes and this authentication. */
  Demand and(ScopeRequirement more, AuthenticationRequirement stronger) {
    return new Demand(scopes.and(more), authentication.and(stronger));
  }
}

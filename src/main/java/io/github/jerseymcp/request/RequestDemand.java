package io.github.jerseymcp.request;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.resource.Demand;
import io.github.jerseymcp.resource.ScopeRequirement;
import java.util.List;

/**
 * What a request asks of its caller: all that its method and the locators on the way ask for.
 *
 * @param scopes all of these must hold
 * @param authentication how the user must have signed in
 */
record RequestDemand(List<ScopeRequirement> scopes, AuthenticationRequirement authentication) {

  /** Copies the scopes. */
  RequestDemand {
    scopes = List.copyOf(scopes);
  }

  static RequestDemand of(Demand one) {
    return new RequestDemand(List.of(one.scopes()), one.authentication());
  }

  RequestDemand and(Demand more) {
    return new RequestDemand(
        ScopeRequirement.and(scopes, more.scopes()), authentication.and(more.authentication()));
  }
}

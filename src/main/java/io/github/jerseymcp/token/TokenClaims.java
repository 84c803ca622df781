package io.github.jerseymcp.token;

import java.util.List;
import java.util.Set;

/**
 * What a token says, and the parts of it that are checked at each request anew. Immutable.
 *
 * @param token what it says
 * @param times when it is good
 * @param audience the members of {@code aud}, each a string; empty too where another claim stands
 *     for it
 */
record TokenClaims(AccessToken token, Lifetime.Times times, List<?> audience) {

  /** The same with these scopes. */
  TokenClaims withScopes(Set<String> scopes) {
    AccessToken with =
        new AccessToken(
            token.issuer(),
            token.subject(),
            token.clientId(),
            scopes,
            token.expiresAt(),
            token.claims(),
            token.tokenId());
    return new TokenClaims(with, times, audience);
  }

  @Override
  public String toString() {
    return "TokenClaims[redacted]";
  }
}

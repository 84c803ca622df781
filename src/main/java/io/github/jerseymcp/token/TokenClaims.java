package io.github.jerseymcp.token;

import java.util.List;

/**
 * What a token says, and the parts of it that are checked at each request anew. Immutable.
 *
 * @param token what it says
 * @param times when it is good
 * @param audience the members of {@code aud}, each a string
 */
record TokenClaims(AccessToken token, Lifetime.Times times, List<?> audience) {

  @Override
  public String toString() {
    return "TokenClaims[redacted]";
  }
}

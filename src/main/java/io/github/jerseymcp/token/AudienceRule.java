package io.github.jerseymcp.token;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether a token of one issuer is meant for a resource. Each audience claim that the token has
 * must say so, and it must have one: {@code aud}, or a claim that was named to stand for it.
 */
final class AudienceRule {

  private final Set<String> extraAudiences;
  private final Map<String, Set<String>> otherClaims;
  private final boolean strict;

  AudienceRule(IssuerSettings issuer, TokenSettings policy) {
    this.extraAudiences = issuer.audiences();
    this.otherClaims = issuer.audienceClaims();
    this.strict = policy.strictAudience();
  }

  /** The members of {@code aud}; none if another claim may stand for it. */
  List<?> members(Map<String, Object> claims) throws InvalidTokenException {
    if (!otherClaims.isEmpty() && !claims.containsKey("aud")) {
      return List.of();
    }
    List<?> members = Audiences.members(claims.get("aud"));
    if (members == null) {
      throw InvalidTokenException.ofClaim(TokenFault.CLAIMS, "aud");
    }
    return members;
  }

  void check(List<?> members, Map<String, Object> claims, String resourceIdentifier)
      throws InvalidTokenException {
    if (otherClaims.isEmpty()) {
      checkAud(members, resourceIdentifier);
    } else {
      checkEach(members, claims, resourceIdentifier);
    }
  }

  private void checkAud(List<?> members, String resourceIdentifier) throws InvalidTokenException {
    if (!Audiences.admit(members, resourceIdentifier, extraAudiences, strict)) {
      throw new InvalidTokenException(TokenFault.AUDIENCE);
    }
  }

  private void checkEach(List<?> members, Map<String, Object> claims, String resourceIdentifier)
      throws InvalidTokenException {
    boolean found = claims.containsKey("aud");
    if (found) {
      checkAud(members, resourceIdentifier);
    }
    for (Map.Entry<String, Set<String>> other : otherClaims.entrySet()) {
      String name = other.getKey();
      if (claims.containsKey(name)) {
        checkOther(name, claims, other.getValue(), resourceIdentifier);
        found = true;
      }
    }
    if (!found) {
      throw InvalidTokenException.ofClaim(
          TokenFault.CLAIMS, String.join(" or ", otherClaims.keySet()));
    }
  }

  private void checkOther(
      String name, Map<String, Object> claims, Set<String> values, String resourceIdentifier)
      throws InvalidTokenException {
    List<?> members = Audiences.members(claims.get(name));
    if (members == null) {
      throw InvalidTokenException.ofClaim(TokenFault.CLAIMS, name);
    }
    boolean admitted =
        values.isEmpty()
            ? Audiences.admit(members, resourceIdentifier, Set.of(), strict)
            : admits(members, values);
    if (!admitted) {
      throw InvalidTokenException.ofClaim(TokenFault.AUDIENCE, name);
    }
  }

  private boolean admits(List<?> members, Set<String> values) {
    return strict
        ? !members.isEmpty() && values.containsAll(members)
        : members.stream().anyMatch(values::contains);
  }
}

package io.github.jerseymcp.token;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the claims of one issuer's tokens and refuses what is missing, of the wrong type, out of
 * date or meant for another resource (RFC 9068 section 4). Knows nothing of signatures.
 */
final class ClaimReader {

  private final IssuerSettings issuer;
  private final Lifetime lifetime;
  private final AudienceRule audiences;
  private final GrantedScopes scopes;

  /** What decides, and is text. Another claim may be what it wants: it decides nothing. */
  private final Set<String> textClaims = new HashSet<>(Set.of("jti"));

  ClaimReader(IssuerSettings issuer, TokenSettings policy) {
    this.issuer = issuer;
    this.lifetime = new Lifetime(policy);
    this.audiences = new AudienceRule(issuer, policy);
    this.scopes = new GrantedScopes(issuer);
    textClaims.addAll(issuer.clientIdClaims());
  }

  TokenClaims read(Map<String, Object> claims, String resourceIdentifier, long now)
      throws InvalidTokenException {
    Lifetime.Times times = Lifetime.times(claims);
    lifetime.check(times, now);
    List<?> audience = audiences.members(claims);
    audiences.check(audience, claims, resourceIdentifier);
    checkTypes(claims);
    checkRequired(claims);
    return new TokenClaims(token(claims, times), times, audience);
  }

  /** Checks again what depends on the time and on the resource, in the same order. */
  void check(TokenClaims token, String resourceIdentifier, long now) throws InvalidTokenException {
    lifetime.check(token.times(), now);
    audiences.check(token.audience(), token.token().claims(), resourceIdentifier);
  }

  /** Adds what may be looked for only in a token whose signature holds. */
  TokenClaims complete(TokenClaims verified) throws InvalidTokenException {
    return scopes.complete(verified);
  }

  /** The second from which on a token is refused whatever else holds. */
  long firstRefusal(TokenClaims token) {
    return lifetime.firstRefusal(token.times());
  }

  private AccessToken token(Map<String, Object> claims, Lifetime.Times times)
      throws InvalidTokenException {
    return new AccessToken(
        issuer(claims),
        subject(claims),
        clientId(claims),
        scopes.read(claims),
        Instant.ofEpochSecond(times.expiry()),
        claims,
        text(claims, "jti"));
  }

  /** Of a pattern it is the one that the token names, if its claim says the same. */
  private String issuer(Map<String, Object> claims) throws InvalidTokenException {
    if (issuer.pattern().isEmpty()) {
      return issuer.issuer();
    }
    IssuerPattern pattern = issuer.pattern().get();
    if (!(claims.get("iss") instanceof String name) || !pattern.matches(name, claims)) {
      throw InvalidTokenException.ofClaim(TokenFault.UNKNOWN_ISSUER, pattern.claim());
    }
    return name;
  }

  /** What decides must have its type where it is present, required or not. */
  private void checkTypes(Map<String, Object> claims) throws InvalidTokenException {
    for (String name : textClaims) {
      if (claims.containsKey(name) && text(claims, name).isEmpty()) {
        throw wrong(name);
      }
    }
    if (claims.containsKey("cnf") && !(claims.get("cnf") instanceof Map<?, ?>)) {
      throw wrong("cnf");
    }
  }

  private void checkRequired(Map<String, Object> claims) throws InvalidTokenException {
    for (String name : issuer.requiredClaims()) {
      if (claims.get(name) == null) {
        throw wrong(name);
      }
    }
    for (Map.Entry<String, Set<String>> allowed : issuer.claimValues().entrySet()) {
      if (!(claims.get(allowed.getKey()) instanceof String value)
          || !allowed.getValue().contains(value)) {
        // A preset tells access tokens from ID tokens by such a claim.
        throw InvalidTokenException.ofClaim(TokenFault.TYPE, allowed.getKey());
      }
    }
  }

  /** The first subject claim that says something; one that is there and is no text is wrong. */
  private String subject(Map<String, Object> claims) throws InvalidTokenException {
    for (String name : issuer.subjectClaims()) {
      if (claims.get(name) instanceof String text) {
        if (!text.isEmpty()) {
          return text;
        }
      } else if (claims.containsKey(name)) {
        throw wrong(name);
      }
    }
    throw wrong(String.join(" or ", issuer.subjectClaims()));
  }

  private Optional<String> clientId(Map<String, Object> claims) {
    for (String name : issuer.clientIdClaims()) {
      if (claims.containsKey(name)) {
        return text(claims, name);
      }
    }
    return Optional.empty();
  }

  /** The name is one of the configuration or of this library, and never one that a token brings. */
  private static InvalidTokenException wrong(String name) {
    return InvalidTokenException.ofClaim(TokenFault.CLAIMS, name);
  }

  /** A claim that is a string with something in it. */
  private static Optional<String> text(Map<String, Object> claims, String name) {
    return claims.get(name) instanceof String text && !text.isEmpty()
        ? Optional.of(text)
        : Optional.empty();
  }
}

package io.github.jerseymcp.token;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the scopes of one issuer's tokens: from its scope claims, while the token is anybody's, and
 * from what the application has named as sources, once it is the issuer's. Thread-safe.
 */
final class GrantedScopes {

  /** In the place of the name of a claim, where a source is what cannot be read. */
  static final String SOURCE = "behind a scope source";

  private static final Logger LOG = LoggerFactory.getLogger(GrantedScopes.class);

  private final IssuerSettings issuer;
  private final AtomicBoolean warned = new AtomicBoolean();

  GrantedScopes(IssuerSettings issuer) {
    this.issuer = issuer;
  }

  /** The scopes of the scope claims. */
  Set<String> read(Map<String, Object> claims) throws InvalidTokenException {
    Set<String> scopes = new LinkedHashSet<>();
    for (String name : issuer.scopeClaims()) {
      if (claims.get(name) instanceof String joined) {
        Scopes.addAll(joined, scopes);
      } else if (claims.containsKey(name)
          && !(issuer.scopeArrays()
              && claims.get(name) instanceof List<?> listed
              && Scopes.addAll(listed, scopes))) {
        throw InvalidTokenException.ofClaim(TokenFault.CLAIMS, name);
      }
    }
    return issuer.scopePrefix().isEmpty() ? scopes : shortNames(scopes);
  }

  /** Adds what the sources find in a token whose signature holds. */
  TokenClaims complete(TokenClaims verified) throws InvalidTokenException {
    if (issuer.scopeSources().isEmpty()) {
      return verified;
    }
    Set<String> scopes = new LinkedHashSet<>(verified.token().scopes());
    for (ScopeSource source : issuer.scopeSources()) {
      if (!Scopes.addAll(found(source, verified.token().claims()), scopes)) {
        throw InvalidTokenException.ofClaim(TokenFault.CLAIMS, SOURCE);
      }
    }
    return verified.withScopes(scopes);
  }

  private List<?> found(ScopeSource source, Map<String, Object> claims)
      throws InvalidTokenException {
    @Nullable Collection<String> names;
    try {
      names = source.of(claims);
      if (names != null) {
        return new ArrayList<>(names);
      }
      warn("null");
    } catch (RuntimeException e) {
      // Not its message: it may quote the token.
      warn(e.getClass().getName());
    }
    throw InvalidTokenException.ofClaim(TokenFault.CLAIMS, SOURCE);
  }

  private void warn(String answer) {
    if (warned.compareAndSet(false, true)) {
      LOG.warn(
          "A scope source of issuer {} answered a token with {}: such tokens are refused; correct"
              + " the source, or have the issuer write the claim as an array of strings",
          issuer.issuer(),
          answer);
    }
  }

  /** Tokens have the short names as a rule; one with a long name means the same. */
  private Set<String> shortNames(Set<String> scopes) {
    Set<String> shortened = new LinkedHashSet<>();
    for (String scope : scopes) {
      boolean isLong = scope.startsWith(issuer.scopePrefix());
      shortened.add(isLong ? scope.substring(issuer.scopePrefix().length()) : scope);
    }
    return shortened;
  }
}

package io.github.jerseymcp.example.authorization;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.Scope;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which scopes a request gets: what it asks for or nothing at all (RFC 6749 section 3.3). */
final class ScopeRules {

  private final List<String> supported;
  private final List<String> defaults;

  ScopeRules(List<String> supported, List<String> defaults) {
    this.supported = List.copyOf(supported);
    this.defaults = List.copyOf(defaults);
  }

  Set<String> grantable(@Nullable Scope requested) throws RefusedException {
    return choose(requested, supported, defaults);
  }

  /** A refreshed token has all scopes of the grant, or fewer on request, never more. */
  Set<String> narrowed(@Nullable Scope requested, Set<String> granted) throws RefusedException {
    return choose(requested, granted, granted);
  }

  private static Set<String> choose(
      @Nullable Scope requested, Collection<String> allowed, Collection<String> defaults)
      throws RefusedException {
    if (requested == null || requested.isEmpty()) {
      return new LinkedHashSet<>(defaults);
    }
    Set<String> scopes = new LinkedHashSet<>(requested.toStringList());
    if (!allowed.containsAll(scopes)) {
      throw new RefusedException(
          OAuth2Error.INVALID_SCOPE, "A scope is unknown, or more than was granted");
    }
    return scopes;
  }
}

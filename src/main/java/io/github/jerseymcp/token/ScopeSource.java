package io.github.jerseymcp.token;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Finds what a caller may do in claims that are no scope claims: roles, groups, permissions.
 *
 * <p>It is asked once for each token, after its signature was verified, and what it finds is added
 * to the scopes of the scope claims; the token cache remembers it. What is no scope token (RFC 6749
 * section 3.3) is left out, unless {@link #renamed} gives it another name. If it throws, or answers
 * with null, the token is refused: 401 {@code invalid_token}. Implementations must be thread-safe
 * and decide by the claims alone, since they are not asked again for the same token.
 *
 * <pre>{@code
 * TrustedIssuer.keycloak("https://sso.example.com/realms/main")
 *     .withScopeSource(ScopeSource.keycloakClientRoles("notes").withPrefix("role:"));
 * }</pre>
 */
@FunctionalInterface
public interface ScopeSource {

  /**
   * The names that the claims grant.
   *
   * @param claims all claims of the token, unmodifiable
   */
  Collection<String> of(Map<String, Object> claims);

  /** The members of a claim such as {@code permissions}, {@code roles} or {@code groups}. */
  static ScopeSource claim(String name) {
    return ScopePointer.of(List.of(Objects.requireNonNull(name, "name")));
  }

  /**
   * What stands at a place in the claims: the members of an array of strings, the names in an
   * object, or one string, which is not split at spaces. Where there is nothing, it grants nothing;
   * where there is something else, the token is refused.
   *
   * @param pointer a JSON Pointer (RFC 6901): {@code /realm_access/roles}; a slash within a name is
   *     written {@code ~1}, a tilde {@code ~0}
   * @throws IllegalArgumentException if it is none, or points at all claims
   */
  static ScopeSource at(String pointer) {
    return ScopePointer.parse(Objects.requireNonNull(pointer, "pointer"));
  }

  /** The roles of the realm in a token of Keycloak: {@code realm_access.roles}. */
  static ScopeSource keycloakRealmRoles() {
    return ScopePointer.of(List.of("realm_access", "roles"));
  }

  /** The roles of one client in a token of Keycloak: {@code resource_access.CLIENT.roles}. */
  static ScopeSource keycloakClientRoles(String clientId) {
    Objects.requireNonNull(clientId, "clientId");
    return ScopePointer.of(List.of("resource_access", clientId, "roles"));
  }

  /** The same names with this before each of them. */
  default ScopeSource withPrefix(String prefix) {
    Objects.requireNonNull(prefix, "prefix");
    return claims -> of(claims).stream().map(name -> prefix + name).toList();
  }

  /** The same names without this before them; a name that does not begin so is left out. */
  default ScopeSource withoutPrefix(String prefix) {
    Objects.requireNonNull(prefix, "prefix");
    return claims ->
        of(claims).stream()
            .filter(name -> name.startsWith(prefix))
            .map(name -> name.substring(prefix.length()))
            .toList();
  }

  /**
   * The scopes that each name stands for; a name that is not listed is left out.
   *
   * @param scopes by name, the scopes that it stands for, separated by spaces: {@code Map.of("Notes
   *     administrators", "notes:read notes:write")}
   */
  default ScopeSource renamed(Map<String, String> scopes) {
    Map<String, List<String>> known = new HashMap<>();
    scopes.forEach((name, list) -> known.put(name, List.of(list.strip().split(" +"))));
    return claims -> {
      List<String> granted = new ArrayList<>();
      for (String name : of(claims)) {
        granted.addAll(known.getOrDefault(name, List.of()));
      }
      return granted;
    };
  }
}

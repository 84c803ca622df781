package io.github.jerseymcp.example.authorization;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a user allowed a client: which scopes, at which resources (empty: it named none).
 *
 * @param key the thumbprint of the key that alone may use it, once it is bound to one (RFC 9449
 *     sections 5 and 10)
 */
record Grant(
    String user,
    String clientId,
    Set<String> scopes,
    List<String> resources,
    Optional<String> key) {

  Grant {
    scopes = Set.copyOf(scopes);
    resources = List.copyOf(resources);
  }

  /** Whether a request that proved possession of this key, or of none, may use it. */
  boolean mayBeUsedWith(Optional<String> proven) {
    return key.isEmpty() || key.equals(proven);
  }

  /** The same, bound to a key for good; without one it stays as it is. */
  Grant boundTo(Optional<String> proven) {
    return new Grant(user, clientId, scopes, resources, key.or(() -> proven));
  }
}

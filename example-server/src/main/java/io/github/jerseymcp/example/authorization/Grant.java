package io.github.jerseymcp.example.authorization;

import java.util.List;
import java.util.Set;

/** What a user allowed a client: which scopes, at which resources (empty: it named none). */
record Grant(String user, String clientId, Set<String> scopes, List<String> resources) {

  Grant {
    scopes = Set.copyOf(scopes);
    resources = List.copyOf(resources);
  }
}

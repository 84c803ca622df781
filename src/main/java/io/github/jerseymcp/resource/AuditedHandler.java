package io.github.jerseymcp.resource;

import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What the start found out about one handler.
 *
 * @param protection what its annotations say
 * @param resources the protected resources it belongs to; several if it is reached in several ways
 */
public record AuditedHandler(HandlerProtection protection, Set<ProtectedResource> resources) {

  /** Copies the set. */
  public AuditedHandler {
    resources = Set.copyOf(resources);
  }

  AuditedHandler merge(AuditedHandler other) {
    Set<ProtectedResource> both = new LinkedHashSet<>(resources);
    both.addAll(other.resources);
    return new AuditedHandler(protection, both);
  }
}

package io.github.jerseymcp.config;

import io.github.jerseymcp.metadata.DescribedResource;
import io.github.jerseymcp.metadata.MetadataSettings;
import io.github.jerseymcp.resource.ProtectedResource;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The scopes that a challenge names where nothing is known of the caller (RFC 6750 section 3).
 *
 * <p>Those of the resource come first: without them no request to it passes.
 *
 * @param all whether all that the document advertises follow
 * @param more further scopes, at every resource
 * @param metadata what the documents advertise
 */
public record NamedScopes(boolean all, List<String> more, MetadataSettings metadata) {

  /** Copies the list. */
  public NamedScopes {
    more = List.copyOf(more);
  }

  /** Each once, in one order on every node. */
  public Collection<String> of(ProtectedResource resource) {
    if (!all && more.isEmpty()) {
      return resource.scopes();
    }
    Set<String> named = new LinkedHashSet<>(resource.scopes());
    if (all) {
      named.addAll(DescribedResource.of(metadata).advertisedScopes(resource.scopesSupported()));
    }
    named.addAll(more);
    return named;
  }
}

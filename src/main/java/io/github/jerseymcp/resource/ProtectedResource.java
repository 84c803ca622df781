package io.github.jerseymcp.resource;

import io.github.jerseymcp.DpopUse;
import java.util.Optional;
import java.util.Set;

/**
 * One protected resource of the application: a path, or a template of paths, with a metadata
 * document of its own.
 *
 * @param template the JAX-RS path template relative to the base of the application, with a leading
 *     and no trailing slash; {@code ""} for the root
 * @param scopes what every request to it needs, and what an anonymous caller is told
 * @param scopesSupported the scopes of all its handlers
 * @param issuers the issuers it trusts; empty for all that are configured
 * @param dpop everything its declarations say about DPoP, of which the strictest counts
 * @param name its human-readable name
 * @param documentation a URL for developers
 */
public record ProtectedResource(
    String template,
    Set<String> scopes,
    Set<String> scopesSupported,
    Set<String> issuers,
    Set<DpopUse> dpop,
    Optional<String> name,
    Optional<String> documentation) {

  /** Copies the sets, in their order. */
  public ProtectedResource {
    scopes = OrderedSets.copyOf(scopes);
    scopesSupported = OrderedSets.copyOf(scopesSupported);
    dpop = OrderedSets.copyOf(dpop);
    issuers = OrderedSets.copyOf(issuers);
  }

  /** The template for a message to people, {@code /} for the root. */
  public String displayPath() {
    return template.isEmpty() ? "/" : template;
  }

  /** Whether the path has variables, so that there are many identifiers. */
  public boolean isTemplate() {
    return template.indexOf('{') >= 0;
  }
}

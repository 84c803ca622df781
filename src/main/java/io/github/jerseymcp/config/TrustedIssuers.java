package io.github.jerseymcp.config;

import io.github.jerseymcp.credential.BoundCredential;
import io.github.jerseymcp.resource.ProtectedResource;
import io.github.jerseymcp.token.TrustedIssuer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells which issuers a resource trusts, and which other credentials it accepts: those it names,
 * else all that are configured.
 */
public final class TrustedIssuers {

  /** Those that every authorization server knows by these names (OpenID Connect Core). */
  private static final Set<String> OF_OPENID =
      Set.of("openid", "profile", "email", "address", "phone", "offline_access");

  private final Map<String, TrustedIssuer> byName = new LinkedHashMap<>();
  private final Set<String> configured;
  private final Map<String, BoundCredential> credentials = new LinkedHashMap<>();

  /** Those whose tokens come in {@code Authorization}, and what comes elsewhere. */
  public TrustedIssuers(
      Collection<TrustedIssuer> issuers, Collection<BoundCredential> credentials) {
    issuers.forEach(issuer -> byName.put(issuer.issuer(), issuer));
    this.configured = Collections.unmodifiableSet(byName.keySet());
    credentials.forEach(credential -> this.credentials.put(credential.name(), credential));
  }

  /** Those whose tokens it accepts as bearer tokens: never the name of another credential. */
  public Set<String> of(ProtectedResource resource) {
    if (resource.issuers().isEmpty()) {
      return configured;
    }
    if (credentials.isEmpty()) {
      return resource.issuers();
    }
    Set<String> trusted = new LinkedHashSet<>(resource.issuers());
    trusted.removeAll(credentials.keySet());
    return trusted;
  }

  /** Whether it accepts the other credentials of this name. */
  public boolean accepts(ProtectedResource resource, String credential) {
    return credentials.containsKey(credential)
        && (resource.issuers().isEmpty() || resource.issuers().contains(credential));
  }

  /** The other credentials that it accepts. */
  public List<BoundCredential> credentials(ProtectedResource resource) {
    return credentials.values().stream()
        .filter(credential -> accepts(resource, credential.name()))
        .toList();
  }

  /** All that it accepts, by name. */
  public Set<String> accepted(ProtectedResource resource) {
    Set<String> names = new LinkedHashSet<>(of(resource));
    credentials(resource).forEach(credential -> names.add(credential.name()));
    return names;
  }

  /** Whether no token opens it, but another credential alone. */
  public boolean takesNoTokens(ProtectedResource resource) {
    return !credentials.isEmpty() && of(resource).isEmpty();
  }

  /** What the document of a resource names as its authorization servers, each once. */
  public List<String> advertised(ProtectedResource resource) {
    Set<String> advertised = new LinkedHashSet<>();
    for (TrustedIssuer issuer : known(resource)) {
      issuer.advertisedAs().ifPresent(advertised::add);
    }
    return List.copyOf(advertised);
  }

  /** The scopes of a resource under the names by which its clients ask for them. */
  public Collection<String> asked(ProtectedResource resource, Collection<String> scopes) {
    String prefix = prefixes(resource).stream().findFirst().orElse("");
    if (prefix.isEmpty()) {
      return scopes;
    }
    List<String> asked = new ArrayList<>();
    for (String scope : scopes) {
      boolean complete = scope.startsWith(prefix) || OF_OPENID.contains(scope);
      asked.add(complete ? scope : prefix + scope);
    }
    return asked;
  }

  /** A sentence for each resource whose issuers cannot be meant so. */
  public List<String> problems(Collection<ProtectedResource> resources) {
    List<String> problems = new ArrayList<>();
    for (ProtectedResource resource : resources) {
      for (String issuer : resource.issuers()) {
        if (!configured.contains(issuer) && !credentials.containsKey(issuer)) {
          problems.add(
              resource.displayPath()
                  + " trusts the issuer "
                  + issuer
                  + ", which is not configured: add it to the configuration, spelled the same");
        }
      }
      if (advertised(resource).isEmpty() && !known(resource).isEmpty()) {
        problems.add(
            resource.displayPath()
                + " trusts no issuer that its document may name, so that no client would find the"
                + " way: leave withoutAdvertising away from one of them");
      }
      List<String> asked = withOpaqueTokens(resource);
      if (asked.size() > 1) {
        problems.add(
            resource.displayPath()
                + " trusts "
                + String.join(" and ", asked)
                + ", which may all have opaque tokens, and such a token does not say whose it is:"
                + " let it trust one of them with @McpProtected(issuers)");
      }
      if (prefixes(resource).size() > 1) {
        problems.add(
            resource.displayPath()
                + " sends clients to issuers whose scopes have different prefixes: let it trust"
                + " one of them with @McpProtected(issuers), or give all the same prefix");
      }
    }
    return problems;
  }

  /** Those with opaque tokens. */
  private List<String> withOpaqueTokens(ProtectedResource resource) {
    return known(resource).stream()
        .filter(issuer -> issuer.introspection().isPresent())
        .map(TrustedIssuer::issuer)
        .toList();
  }

  /** The prefixes of those that clients are sent to. */
  private Set<String> prefixes(ProtectedResource resource) {
    Set<String> prefixes = new LinkedHashSet<>();
    for (TrustedIssuer issuer : known(resource)) {
      if (issuer.advertisedAs().isPresent()) {
        prefixes.add(issuer.scopePrefix());
      }
    }
    return prefixes;
  }

  private List<TrustedIssuer> known(ProtectedResource resource) {
    return of(resource).stream()
        .flatMap(name -> Optional.ofNullable(byName.get(name)).stream())
        .toList();
  }
}

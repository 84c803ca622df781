package io.github.jerseymcp.config;

import io.github.jerseymcp.credential.BoundCredential;
import io.github.jerseymcp.resource.ProtectedResource;
import io.github.jerseymcp.resource.ResourceMatch;
import io.github.jerseymcp.resource.TemplateVariable;
import io.github.jerseymcp.tenant.ResolverSettings;
import io.github.jerseymcp.token.IssuerTrust;
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
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tells which issuers a resource trusts, and which other credentials it accepts: the issuer of the
 * tenant, where its path has one, else those it names, else all that are configured and those that
 * a resolver knows.
 */
public final class TrustedIssuers {

  /** Those that every authorization server knows by these names (OpenID Connect Core). */
  private static final Set<String> OF_OPENID =
      Set.of("openid", "profile", "email", "address", "phone", "offline_access");

  private final Map<String, TrustedIssuer> byName = new LinkedHashMap<>();
  private final Set<String> configured;
  private final Map<String, BoundCredential> credentials = new LinkedHashMap<>();
  private final ResolverSettings resolver;
  private final Map<String, Optional<TemplateVariable>> variables = new ConcurrentHashMap<>();

  /** Those whose tokens come in {@code Authorization}, who knows others, what comes elsewhere. */
  public TrustedIssuers(
      Collection<TrustedIssuer> issuers,
      ResolverSettings resolver,
      Collection<BoundCredential> credentials) {
    issuers.forEach(issuer -> byName.put(issuer.issuer(), issuer));
    this.configured = Collections.unmodifiableSet(byName.keySet());
    this.resolver = resolver;
    credentials.forEach(credential -> this.credentials.put(credential.name(), credential));
  }

  /** Whose tokens a request may bring as bearer tokens. */
  public IssuerTrust of(ResourceMatch match) {
    ProtectedResource resource = match.resource();
    Optional<String> tenant = tenantOf(match);
    return tenant.isPresent()
        ? IssuerTrust.ofTenant(tenant.get())
        : new IssuerTrust(named(resource), isResolved(resource), Optional.empty());
  }

  /** The configured ones that it trusts: never the name of another credential. */
  private Set<String> named(ProtectedResource resource) {
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

  /** The tenant that a path addresses; empty if the resource has none. */
  public Optional<String> tenantOf(ResourceMatch match) {
    return variable(match.resource()).map(variable -> variable.valueIn(match.path()));
  }

  /** Whether each tenant has its own issuer at this resource. */
  public boolean isOfTenants(ProtectedResource resource) {
    return variable(resource).isPresent();
  }

  private Optional<TemplateVariable> variable(ProtectedResource resource) {
    return resolver.tenants().isEmpty()
        ? Optional.empty()
        : variables.computeIfAbsent(
            resource.template(), template -> TemplateVariable.of(resource, resolver.variable()));
  }

  private boolean isResolved(ProtectedResource resource) {
    return resource.issuers().isEmpty() && resolver.issuers().isPresent();
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

  /** All that it accepts, by name, and in words for the operator who else. */
  public Set<String> accepted(ProtectedResource resource) {
    Set<String> names = new LinkedHashSet<>();
    if (isOfTenants(resource)) {
      names.add("the issuer that the resolver knows for this tenant");
    } else {
      names.addAll(named(resource));
      if (isResolved(resource)) {
        names.add("any that the resolver knows");
      }
    }
    credentials(resource).forEach(credential -> names.add(credential.name()));
    return names;
  }

  /** Whether no token opens it, but another credential alone. */
  public boolean takesNoTokens(ProtectedResource resource) {
    return !credentials.isEmpty()
        && named(resource).isEmpty()
        && !isResolved(resource)
        && !isOfTenants(resource);
  }

  /** What the document for a tenant names: what the configuration says, if it lists the issuer. */
  public List<String> advertisedFor(TrustedIssuer issuer) {
    return byName.getOrDefault(issuer.issuer(), issuer).advertisedAs().stream().toList();
  }

  /** What the document of a resource names as its authorization servers, each once. */
  public List<String> advertised(ProtectedResource resource) {
    Set<String> advertised = new LinkedHashSet<>();
    for (TrustedIssuer issuer : known(resource)) {
      issuer.advertisedAs().ifPresent(advertised::add);
    }
    if (isResolved(resource)) {
      advertised.addAll(resolver.authorizationServers());
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
    if (resolver.tenants().isPresent() && resources.stream().noneMatch(this::isOfTenants)) {
      problems.add(
          "resolver.tenants names the variable "
              + resolver.variable()
              + ", which is in the path of no protected resource: use it there, or remove it");
    }
    for (ProtectedResource resource : resources) {
      if (isOfTenants(resource)) {
        addTenantProblems(resource, problems);
        continue;
      }
      for (String issuer : resource.issuers()) {
        if (!configured.contains(issuer) && !credentials.containsKey(issuer)) {
          problems.add(
              resource.displayPath()
                  + " trusts the issuer "
                  + issuer
                  + ", which is not configured: add it to the configuration, spelled the same");
        }
      }
      boolean wayless = !takesNoTokens(resource) && advertised(resource).isEmpty();
      if (wayless && isResolved(resource) && known(resource).isEmpty()) {
        problems.add(
            resource.displayPath()
                + " trusts issuers of the resolver alone, so that no client would find the way:"
                + " name what its document says in resolver.withAuthorizationServers, or give its"
                + " path the variable of the tenants");
      } else if (wayless && !known(resource).isEmpty()) {
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

  private void addTenantProblems(ProtectedResource resource, List<String> problems) {
    if (!resource.issuers().isEmpty()) {
      problems.add(
          resource.displayPath()
              + " names issuers, but each of its tenants has its own: remove them from"
              + " @McpProtected");
    }
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
    if (isOfTenants(resource)) {
      return List.of();
    }
    return named(resource).stream()
        .flatMap(name -> Optional.ofNullable(byName.get(name)).stream())
        .toList();
  }
}

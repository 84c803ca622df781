package io.github.jerseymcp.config;

import io.github.jerseymcp.resource.ProtectedResource;
import io.github.jerseymcp.token.TrustedIssuer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Tells which issuers a resource trusts: those it names, else all that are configured. */
public final class TrustedIssuers {

  private final Set<String> configured;

  public TrustedIssuers(Collection<TrustedIssuer> issuers) {
    Set<String> identifiers = new LinkedHashSet<>();
    issuers.forEach(issuer -> identifiers.add(issuer.issuer()));
    this.configured = Collections.unmodifiableSet(identifiers);
  }

  public Set<String> of(ProtectedResource resource) {
    return resource.issuers().isEmpty() ? configured : resource.issuers();
  }

  /** A sentence for each resource that names an issuer which is not configured. */
  public List<String> problems(Collection<ProtectedResource> resources) {
    List<String> problems = new ArrayList<>();
    for (ProtectedResource resource : resources) {
      for (String issuer : resource.issuers()) {
        if (!configured.contains(issuer)) {
          problems.add(
              resource.displayPath()
                  + " trusts the issuer "
                  + issuer
                  + ", which is not configured: add it to the configuration, spelled the same");
        }
      }
    }
    return problems;
  }
}

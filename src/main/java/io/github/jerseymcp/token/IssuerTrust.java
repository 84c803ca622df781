package io.github.jerseymcp.token;

import java.util.Optional;
import java.util.Set;

/**
 * Whose tokens one request may bring. Immutable.
 *
 * @param configured those of the configuration, by the identifiers that stand there
 * @param resolved whether also those that a resolver gives, where the configuration lists them not
 * @param tenant the tenant that the request addresses, whose issuer alone counts then
 */
public record IssuerTrust(Set<String> configured, boolean resolved, Optional<String> tenant) {

  /** These and no others. */
  public static IssuerTrust of(Set<String> configured) {
    return new IssuerTrust(configured, false, Optional.empty());
  }

  /** Those of one tenant. */
  public static IssuerTrust ofTenant(String tenant) {
    return new IssuerTrust(Set.of(), false, Optional.of(tenant));
  }
}

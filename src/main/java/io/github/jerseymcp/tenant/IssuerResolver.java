package io.github.jerseymcp.tenant;

import io.github.jerseymcp.token.TrustedIssuer;
import java.util.Optional;

/**
 * Knows issuers that no configuration lists: those of customers, say, who come and go while the
 * server runs. It is asked by the identifier of an issuer ({@link ResolverSettings#withIssuers}) or
 * by the name of a tenant ({@link ResolverSettings#withTenants}).
 *
 * <p>Whoever can send a request can have it asked about any name, so it must not take a name for an
 * address, nor make one from it that it does not know: what it gives is trusted, and its keys are
 * fetched. It is asked before anything is fetched, about one name by one thread at a time, and what
 * it answers is remembered for a while. It never gets to see an issuer that the configuration
 * names, and cannot change what holds for one.
 *
 * <p>Nothing means that there is no such issuer: 401. Whatever it throws, and an answer that takes
 * too long, means that it cannot tell: 503 with {@code Retry-After} for names that were not known
 * before, while others go on. It runs on threads of its own, is interrupted where it takes too
 * long, and must be thread-safe. {@code IssuerResolverContract} of the test kit checks one.
 */
@FunctionalInterface
public interface IssuerResolver {

  /**
   * The settings of an issuer, or nothing.
   *
   * @param name asked by issuers: the {@code iss} of a token whose signature nobody has looked at,
   *     1 to 512 printable characters of ASCII, and the answer must be an issuer of that very
   *     identifier. Asked by tenants: the value of the variable in the path, 1 to 128 characters of
   *     {@code A-Z a-z 0-9 - . _ ~}
   */
  Optional<TrustedIssuer> resolve(String name) throws Exception;
}

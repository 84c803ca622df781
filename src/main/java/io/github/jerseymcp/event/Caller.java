package io.github.jerseymcp.event;

import io.github.jerseymcp.McpPrincipal;
import java.util.Optional;
import java.util.Set;

/**
 * Whom a verified token names. Nothing else of the token is in it.
 *
 * @param issuer the issuer, as it is configured
 * @param subject the user or service
 * @param client the OAuth client, where the token names one
 * @param scopes the scopes that the token holds
 */
public record Caller(String issuer, String subject, Optional<String> client, Set<String> scopes) {

  private static final Caller ANONYMOUS = new Caller("", "", Optional.empty(), Set.of());

  /** Whoever has no credentials, and asks for what is open to anybody. It names no issuer. */
  public static Caller anonymous() {
    return ANONYMOUS;
  }

  /** Whether it is {@link #anonymous}: nobody has signed in, and there is no subject. */
  public boolean isAnonymous() {
    return issuer.isEmpty();
  }

  /** The caller of a request. */
  public static Caller of(McpPrincipal caller) {
    return new Caller(caller.issuer(), caller.subject(), caller.clientId(), caller.scopes());
  }
}

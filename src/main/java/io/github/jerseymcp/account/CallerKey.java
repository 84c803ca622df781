package io.github.jerseymcp.account;

import io.github.jerseymcp.McpPrincipal;

/**
 * Whose account something is counted on, and who a session belongs to: the user of an issuer
 * through a client. A renewed token is of the same caller.
 *
 * @param issuer the issuer of the caller's tokens
 * @param subject the user, unique at the issuer
 * @param client the client, empty where the token names none
 */
public record CallerKey(String issuer, String subject, String client) {

  /** The key of a verified caller. */
  public static CallerKey of(McpPrincipal caller) {
    return new CallerKey(caller.issuer(), caller.subject(), caller.clientId().orElse(""));
  }

  /** Whether the token is a client's own, for no user (RFC 9068 section 2.2). */
  boolean isServiceAccount() {
    return subject.equals(client);
  }

  @Override
  public String toString() {
    return "CallerKey[redacted]";
  }
}

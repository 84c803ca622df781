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

  /**
   * The key of everybody without credentials who comes from one network. No token has it: each
   * names its issuer.
   *
   * @param network which network, or a word for those whose network is not known
   */
  public static CallerKey anonymous(String network) {
    return new CallerKey("", "", network);
  }

  /** Whether it stands for whoever has no credentials. */
  public boolean isAnonymous() {
    return issuer.isEmpty();
  }

  /** Whether the token is a client's own, for no user (RFC 9068 section 2.2). */
  boolean isServiceAccount() {
    return !isAnonymous() && subject.equals(client);
  }

  @Override
  public String toString() {
    return "CallerKey[redacted]";
  }
}

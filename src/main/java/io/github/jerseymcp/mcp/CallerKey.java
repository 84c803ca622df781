package io.github.jerseymcp.mcp;

import io.github.jerseymcp.McpPrincipal;

/**
 * Who a session belongs to, and whose share a limit counts: the user of an issuer through a client.
 * A renewed token is of the same caller.
 */
record CallerKey(String issuer, String subject, String client) {

  static CallerKey of(McpPrincipal caller) {
    return new CallerKey(caller.issuer(), caller.subject(), caller.clientId().orElse(""));
  }

  @Override
  public String toString() {
    return "CallerKey[redacted]";
  }
}

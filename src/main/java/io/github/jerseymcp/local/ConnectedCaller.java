package io.github.jerseymcp.local;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.Sender;
import io.github.jerseymcp.resource.ScopeRules;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The caller of a connection, by the rules of the server about which scopes grant which. */
record ConnectedCaller(McpPrincipal known, ScopeRules rules) implements McpPrincipal {

  @Override
  public String subject() {
    return known.subject();
  }

  @Override
  public String issuer() {
    return known.issuer();
  }

  @Override
  public Optional<String> clientId() {
    return known.clientId();
  }

  @Override
  public Set<String> scopes() {
    return known.scopes();
  }

  @Override
  public boolean hasScope(String scope) {
    return rules.grants(known.scopes(), scope);
  }

  @Override
  public Map<String, Object> claims() {
    return known.claims();
  }

  @Override
  public Sender sender() {
    return known.sender();
  }

  @Override
  public <T> T user(Class<T> type) {
    return known.user(type);
  }

  @Override
  public McpPrincipal snapshot() {
    return this;
  }

  @Override
  public String toString() {
    return "McpPrincipal[redacted]";
  }
}

package io.github.jerseymcp.local;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.Sender;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Somebody else's caller, whose end nobody says. */
record EndlessCaller(String subject) implements McpPrincipal {

  @Override
  public String issuer() {
    return "https://issuer.example";
  }

  @Override
  public Optional<String> clientId() {
    return Optional.empty();
  }

  @Override
  public Set<String> scopes() {
    return Set.of();
  }

  @Override
  public boolean hasScope(String scope) {
    return true;
  }

  @Override
  public Map<String, Object> claims() {
    return Map.of();
  }

  @Override
  public Sender sender() {
    return Sender.bearer();
  }

  @Override
  public <T> T user(Class<T> type) {
    throw new IllegalStateException("No mapper");
  }

  @Override
  public McpPrincipal snapshot() {
    return this;
  }
}

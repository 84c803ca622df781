package io.github.jerseymcp.testing;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.Sender;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A caller of whom nothing is known but what each has. */
final class PolicyCaller implements McpPrincipal {

  @Override
  public String subject() {
    return "somebody";
  }

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
    return false;
  }

  @Override
  public Map<String, Object> claims() {
    return Map.of("iss", issuer(), "sub", subject());
  }

  @Override
  public Sender sender() {
    return Sender.bearer();
  }

  @Override
  public <T> T user(Class<T> type) {
    throw new IllegalStateException("The application has no user of its own");
  }

  @Override
  public McpPrincipal snapshot() {
    return this;
  }
}

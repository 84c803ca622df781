package io.github.jerseymcp.example.mcp;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.Sender;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The user whose process this is: whoever speaks over its standard streams. */
record LocalUser(String subject, Set<String> scopes) implements McpPrincipal {

  static final String ISSUER = "urn:local:process";

  /** The owner of this process, with all that the notes need. */
  static LocalUser ofProcess() {
    return new LocalUser(System.getProperty("user.name"), Set.copyOf(Scopes.OF_NOTES));
  }

  @Override
  public String issuer() {
    return ISSUER;
  }

  @Override
  public Optional<String> clientId() {
    return Optional.empty();
  }

  @Override
  public boolean hasScope(String scope) {
    return scopes.contains(scope);
  }

  @Override
  public Map<String, Object> claims() {
    return Map.of("sub", subject, "iss", ISSUER);
  }

  @Override
  public Sender sender() {
    return Sender.bearer();
  }

  @Override
  public <T> T user(Class<T> type) {
    throw new IllegalStateException("No mapper is configured");
  }

  @Override
  public McpPrincipal snapshot() {
    return this;
  }
}

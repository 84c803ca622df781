package io.github.jerseymcp.mcp.message;

import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.Sender;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * In the place of a caller where there is none. It says nothing, not even that it has no scopes:
 * whoever forgets that a request may be anonymous fails.
 */
final class NoCaller implements McpPrincipal {

  static final NoCaller INSTANCE = new NoCaller();

  private NoCaller() {}

  private static IllegalStateException nobody() {
    return new IllegalStateException("The request has no caller");
  }

  @Override
  public String subject() {
    throw nobody();
  }

  @Override
  public String issuer() {
    throw nobody();
  }

  @Override
  public Optional<String> clientId() {
    throw nobody();
  }

  @Override
  public Set<String> scopes() {
    throw nobody();
  }

  @Override
  public boolean hasScope(String scope) {
    throw nobody();
  }

  @Override
  public Map<String, Object> claims() {
    throw nobody();
  }

  @Override
  public Sender sender() {
    throw nobody();
  }

  @Override
  public <T> T user(Class<T> type) {
    throw nobody();
  }

  @Override
  public McpPrincipal snapshot() {
    throw nobody();
  }

  @Override
  public String toString() {
    return "McpPrincipal[nobody]";
  }
}

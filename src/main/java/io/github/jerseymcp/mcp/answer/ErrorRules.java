package io.github.jerseymcp.mcp.answer;

import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.IncomingMessage.Invocation;
import io.github.jerseymcp.mcp.message.RpcError;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which errors of handlers leave with a code and data of their own: those that MCP defines for
 * applications, and those that the settings allow. Immutable.
 */
public final class ErrorRules {

  private final Set<Integer> allowed;

  public ErrorRules(Set<Integer> allowed) {
    this.allowed = Set.copyOf(allowed);
  }

  /** Whether the error leaves as the handler made it, its text too. */
  boolean passes(int code) {
    return allowed.contains(code);
  }

  /** What of the data of an error that MCP defines may leave. */
  static Optional<Object> dataOf(RpcError error, IncomingMessage request, @Nullable Object data) {
    return switch (error) {
      case URL_ELICITATION_REQUIRED ->
          data instanceof Map<?, ?> map && map.containsKey("elicitations")
              ? Optional.of(data)
              : Optional.empty();
      case RESOURCE_NOT_FOUND ->
          request instanceof Invocation invocation
              ? invocation.operation().name().map(uri -> Map.of("uri", uri))
              : Optional.empty();
      default -> Optional.empty();
    };
  }
}

package io.github.jerseymcp.mcp;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one message asks an MCP server to do, as its body says and no header.
 *
 * @param method the JSON-RPC method
 * @param name the tool or prompt, or the URI of the resource, for methods that have one
 * @param parameters the {@code params} of the message, unmodifiable; empty if there are none
 */
public record McpOperation(String method, Optional<String> name, Map<String, Object> parameters) {

  /** Copies the parameters. */
  public McpOperation {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /**
   * The arguments of a tool or prompt, as the client sent them: empty if there are none, or if they
   * are no object. A value is a text, a number (Long or Double), a Boolean, null, a list, or a map
   * again; none can be changed, and size and depth are bounded as those of the message.
   */
  @SuppressWarnings("unchecked") // The members of a JSON object have names.
  public Map<String, Object> arguments() {
    return parameters.get("arguments") instanceof Map<?, ?> arguments
        ? Collections.unmodifiableMap((Map<String, Object>) arguments)
        : Map.of();
  }

  /** Leaves out the parameters, which are the caller's. */
  @Override
  public String toString() {
    return "McpOperation[" + method + "]";
  }
}

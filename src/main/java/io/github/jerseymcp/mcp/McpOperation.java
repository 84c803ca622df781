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

  /** Leaves out the parameters, which are the caller's. */
  @Override
  public String toString() {
    return "McpOperation[" + method + "]";
  }
}

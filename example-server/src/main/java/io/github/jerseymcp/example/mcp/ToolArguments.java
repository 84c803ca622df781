package io.github.jerseymcp.example.mcp;

import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.util.Map;

/** The arguments of a tool call; a call may leave them out altogether. */
final class ToolArguments {

  private ToolArguments() {}

  static Map<String, Object> of(CallToolRequest request) {
    Map<String, Object> arguments = request.arguments();
    return arguments == null ? Map.of() : arguments;
  }
}

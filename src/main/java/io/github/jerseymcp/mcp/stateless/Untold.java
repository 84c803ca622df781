package io.github.jerseymcp.mcp.stateless;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.util.Map;

/**
 * What a server says that it tells of, and clients of older versions cannot be told without a
 * session: it may claim it for newer ones.
 */
final class Untold {

  private static final TypeRef<Map<String, Object>> MEMBERS = new TypeRef<>() {};

  private Untold() {}

  /** The answer to {@code initialize} without that. */
  static JSONRPCResponse of(JSONRPCResponse answer, McpJsonMapper json) {
    if (!(answer.result() instanceof InitializeResult result)) {
      return answer;
    }
    Map<String, Object> members = json.convertValue(result, MEMBERS);
    if (members.get("capabilities") instanceof Map<?, ?> capabilities) {
      capabilities
          .values()
          .forEach(
              capability -> {
                if (capability instanceof Map<?, ?> flags) {
                  flags.remove("listChanged");
                  flags.remove("subscribe");
                }
              });
    }
    return JSONRPCResponse.result(answer.id(), members);
  }
}

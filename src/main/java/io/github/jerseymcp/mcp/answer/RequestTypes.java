package io.github.jerseymcp.mcp.answer;

import io.github.jerseymcp.mcp.McpOperation;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CompleteRequest;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.PaginatedRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.modelcontextprotocol.spec.McpSchema.SetLevelRequest;
import io.modelcontextprotocol.spec.McpSchema.SubscribeRequest;
import io.modelcontextprotocol.spec.McpSchema.UnsubscribeRequest;
import java.util.Map;

/**
 * Tells of a request that failed whether its parameters were at fault. The SDK reads them into
 * these types and says of those that do not fit that the server failed.
 */
final class RequestTypes {

  private static final Map<String, Class<?>> TYPES =
      Map.ofEntries(
          Map.entry("tools/call", CallToolRequest.class),
          Map.entry("tools/list", PaginatedRequest.class),
          Map.entry("prompts/get", GetPromptRequest.class),
          Map.entry("prompts/list", PaginatedRequest.class),
          Map.entry("resources/read", ReadResourceRequest.class),
          Map.entry("resources/list", PaginatedRequest.class),
          Map.entry("resources/templates/list", PaginatedRequest.class),
          Map.entry("resources/subscribe", SubscribeRequest.class),
          Map.entry("resources/unsubscribe", UnsubscribeRequest.class),
          Map.entry("completion/complete", CompleteRequest.class),
          Map.entry("logging/setLevel", SetLevelRequest.class));

  private RequestTypes() {}

  /** Whether the SDK could read the parameters; true for methods that it does not know. */
  static boolean fit(McpJsonMapper json, McpOperation operation) {
    Class<?> type = TYPES.get(operation.method());
    if (type == null) {
      return true;
    }
    if (operation.method().equals("completion/complete") && !isCompletion(operation)) {
      return false;
    }
    try {
      json.convertValue(operation.parameters(), type);
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** The SDK reads these by hand, and stumbles over members that are null or of another type. */
  private static boolean isCompletion(McpOperation operation) {
    return operation.parameters().get("ref") instanceof Map<?, ?> reference
        && (isText(reference, "name") || isText(reference, "uri"))
        && isText(reference, "type")
        && operation.parameters().get("argument") instanceof Map<?, ?> argument
        && isText(argument, "name")
        && isText(argument, "value");
  }

  private static boolean isText(Map<?, ?> members, String name) {
    return members.get(name) instanceof String;
  }
}

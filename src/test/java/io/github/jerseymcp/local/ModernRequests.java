package io.github.jerseymcp.local;

import io.modelcontextprotocol.modern.JsonRpc.JSONRPCRequest;
import io.modelcontextprotocol.modern.client.transport.McpTransportRequest;
import java.util.HashMap;
import java.util.Map;

/** Requests of MCP 2026-07-28 as a test writes them itself. */
final class ModernRequests {

  static final String VERSION = "2026-07-28";

  private ModernRequests() {}

  /** Calls a tool. */
  static McpTransportRequest calling(String tool) {
    return calling(VERSION, tool, Map.of());
  }

  /** Calls a tool in the words of a version. */
  static McpTransportRequest calling(String version, String tool, Map<String, Object> arguments) {
    return request(version, "tools/call", Map.of("name", tool, "arguments", arguments));
  }

  /** Listens to what has changed. */
  static McpTransportRequest listening(Map<String, Object> filter) {
    return request(VERSION, "subscriptions/listen", Map.of("notifications", filter));
  }

  private static McpTransportRequest request(
      String version, String method, Map<String, Object> said) {
    Map<String, Object> meta =
        Map.of(
            "io.modelcontextprotocol/protocolVersion",
            version,
            "io.modelcontextprotocol/clientCapabilities",
            Map.of(),
            "progressToken",
            "p");
    Map<String, Object> params = new HashMap<>(said);
    params.put("_meta", meta);
    return McpTransportRequest.builder(new JSONRPCRequest(method, 7, params), version)
        .name(said.get("name") instanceof String name ? name : null)
        .build();
  }
}

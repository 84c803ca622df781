package io.github.jerseymcp.example.cluster;

import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.net.URI;

/**
 * A client of MCP 2026-07-28, which shows forms to its user.
 *
 * @param http sends what it says
 */
record NewerWire(McpWire http) {

  private static final String VERSION = "2026-07-28";
  private static final String META =
      "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
          + "\"io.modelcontextprotocol/clientCapabilities\":{\"elicitation\":{\"form\":{}}}}";

  NewerWire at(String address) {
    return new NewerWire(http.at(URI.create(address)));
  }

  McpWire.Reply call(String tool, String arguments) {
    return call(tool, arguments, "");
  }

  /** Calls a tool with more parameters, each with a comma behind it. */
  McpWire.Reply call(String tool, String arguments, String more) {
    return headed("tools/call")
        .with("Mcp-Name", tool)
        .post(
            request(
                "tools/call",
                "\"name\":\"%s\",\"arguments\":%s,%s".formatted(tool, arguments, more)));
  }

  /** Listens for changes of a resource. */
  EventReader watch(String uri) {
    String method = "subscriptions/listen";
    String filter = "\"notifications\":{\"resourceSubscriptions\":[\"" + uri + "\"]},";
    return headed(method).stream(request(method, filter));
  }

  private McpWire headed(String method) {
    return http.with("MCP-Protocol-Version", VERSION).with("Mcp-Method", method);
  }

  private static String request(String method, String members) {
    return McpWire.request(7, method, "{" + members + META + "}");
  }
}

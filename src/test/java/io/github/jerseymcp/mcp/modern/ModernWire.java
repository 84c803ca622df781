package io.github.jerseymcp.mcp.modern;

import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;

/**
 * Requests of MCP 2026-07-28, whose header mirrors their body unless a test says otherwise.
 *
 * @param http sends them
 */
record ModernWire(McpWire http) {

  static final String VERSION = "2026-07-28";
  static final String PROTOCOL_VERSION = "io.modelcontextprotocol/protocolVersion";
  static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";

  /** What each request says of itself. */
  static final String META = meta(VERSION);

  static String meta(String version) {
    return "{\"%s\":\"%s\",\"%s\":{}}".formatted(PROTOCOL_VERSION, version, CAPABILITIES);
  }

  /** A client that says the version, a method and a name in its header. */
  McpWire mirroring(String method, String name) {
    McpWire mirroring = http.with("MCP-Protocol-Version", VERSION).with("Mcp-Method", method);
    return name.isEmpty() ? mirroring : mirroring.with("Mcp-Name", name);
  }

  /** Asks for what needs no name. */
  Reply ask(String method, String members) {
    return mirroring(method, "").post(request(method, members));
  }

  Reply call(String tool, String arguments) {
    return mirroring("tools/call", tool).post(callOf(tool, arguments));
  }

  EventReader listen(String filter) {
    String method = "subscriptions/listen";
    return mirroring(method, "").stream(request(method, "\"notifications\":" + filter));
  }

  /** The body of a call; with single quotes for double ones. */
  static String callOf(String tool, String arguments) {
    return request("tools/call", "'name':'%s','arguments':%s".formatted(tool, arguments));
  }

  /** A body with these members of its parameters; with single quotes for double ones. */
  static String request(String method, String members) {
    String others = members.isEmpty() ? "" : members.replace('\'', '"') + ",";
    return McpWire.request(7, method, "{" + others + "\"_meta\":" + META + "}");
  }
}

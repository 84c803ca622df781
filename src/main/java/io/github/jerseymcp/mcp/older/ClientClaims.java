package io.github.jerseymcp.mcp.older;

import java.util.Map;

/** What a client says of itself in each request (MCP 2026-07-28, request metadata). */
final class ClientClaims {

  private static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
  private static final String CLIENT = "io.modelcontextprotocol/clientInfo";

  private ClientClaims() {}

  /** Whether capabilities are objects, and the client has a name and a version if it has any. */
  static boolean areReadable(Map<?, ?> meta) {
    boolean able =
        meta.get(CAPABILITIES) instanceof Map<?, ?> capabilities
            && capabilities.values().stream().allMatch(Map.class::isInstance);
    Object client = meta.get(CLIENT);
    boolean named =
        client == null
            || (client instanceof Map<?, ?> info
                && info.get("name") instanceof String
                && info.get("version") instanceof String);
    return able && named;
  }
}

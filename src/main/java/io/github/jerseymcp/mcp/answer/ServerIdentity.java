package io.github.jerseymcp.mcp.answer;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Says in each result which server it is of (MCP 2026-07-28, {@code serverInfo} in {@code _meta}):
 * the server says it in its own, and the endpoint the same in those that it makes itself.
 * Thread-safe.
 */
public final class ServerIdentity {

  private static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";
  private static final String META = "_meta";

  private volatile @Nullable Object known;

  /** Learns from a result of the server. */
  public void learn(Map<?, ?> result) {
    if (known == null && result.get(META) instanceof Map<?, ?> meta) {
      known = meta.get(SERVER_INFO);
    }
  }

  /** Puts it into a result, unless that says it already, or the server has never said it. */
  public void addTo(Map<String, Object> result) {
    Object server = known;
    if (server == null) {
      return;
    }
    Map<String, Object> meta = new LinkedHashMap<>();
    if (result.get(META) instanceof Map<?, ?> given) {
      given.forEach((name, value) -> meta.put(String.valueOf(name), value));
    }
    meta.putIfAbsent(SERVER_INFO, server);
    result.put(META, meta);
  }
}

package io.github.jerseymcp.mcp.newer;

import io.github.jerseymcp.mcp.header.MessageHeaders;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a request of an older version, with all that one of MCP 2026-07-28 says of
 * itself. What a server hands out to get it back is no part of them: no client of an older version
 * was given any.
 */
final class SelfContained {

  static final String STATE = "requestState";
  static final String RESPONSES = "inputResponses";

  private static final String META = "_meta";
  private static final String NAMESPACE = "io.modelcontextprotocol/";

  private SelfContained() {}

  static Map<String, Object> of(@Nullable Object parameters, OlderClient client) {
    Map<String, Object> said = copy(parameters);
    said.remove(STATE);
    said.remove(RESPONSES);
    Map<String, Object> meta = copy(said.get(META));
    meta.keySet().removeIf(name -> name.startsWith(NAMESPACE));
    meta.put(NAMESPACE + "protocolVersion", MessageHeaders.SELF_CONTAINED);
    meta.put(NAMESPACE + "clientCapabilities", client.capabilities());
    client.logLevel().ifPresent(level -> meta.put(NAMESPACE + "logLevel", level));
    said.put(META, meta);
    return said;
  }

  /** The same request, sent again with what it was asked for. */
  static Map<String, Object> again(
      Map<String, Object> parameters, @Nullable Object state, Map<String, Object> responses) {
    Map<String, Object> again = new HashMap<>(parameters);
    again.remove(STATE);
    if (state != null) {
      again.put(STATE, state);
    }
    again.put(RESPONSES, responses);
    return again;
  }

  static Map<String, Object> copy(@Nullable Object members) {
    Map<String, Object> copy = new HashMap<>();
    if (members instanceof Map<?, ?> given) {
      given.forEach((name, value) -> copy.put(String.valueOf(name), value));
    }
    return copy;
  }
}

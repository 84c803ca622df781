package io.github.jerseymcp.mcp.older;

import io.github.jerseymcp.mcp.answer.UnaskedTools;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a server for older versions answers, with what MCP 2026-07-28 wants to be said beside. */
record OlderAnswers(McpJsonMapper json, Map<String, Object> serverInfo, Map<String, Object> about) {

  private static final TypeRef<Map<String, Object>> MEMBERS = new TypeRef<>() {};
  static final String DISCOVER = "server/discover";

  private static final String SERVER_INFO = "io.modelcontextprotocol/serverInfo";
  private static final Set<String> CACHEABLE =
      Set.of(
          DISCOVER,
          "tools/list",
          "prompts/list",
          "resources/list",
          "resources/templates/list",
          "resources/read");

  /** The capabilities that need no session. */
  private static final Set<String> LASTING = Set.of("tools", "prompts", "resources", "completions");

  static OlderAnswers of(McpJsonMapper json, InitializeResult introduction) {
    Map<String, Object> said = json.convertValue(introduction, MEMBERS);
    Map<String, Object> able = new LinkedHashMap<>();
    if (said.get("capabilities") instanceof Map<?, ?> capabilities) {
      LASTING.stream()
          .sorted()
          .filter(name -> capabilities.get(name) != null)
          .forEach(name -> able.put(name, OlderSubscriptions.said(capabilities.get(name))));
    }
    Map<String, Object> about = new LinkedHashMap<>();
    about.put("capabilities", able);
    if (said.get("instructions") instanceof String instructions) {
      about.put("instructions", instructions);
    }
    Map<String, Object> info = new LinkedHashMap<>();
    if (said.get("serverInfo") instanceof Map<?, ?> known) {
      known.forEach((name, value) -> info.put(String.valueOf(name), value));
    }
    return new OlderAnswers(json, info, about);
  }

  /** What {@code server/discover} answers; the versions are added where they are known. */
  Map<String, Object> discovery() {
    return complete(DISCOVER, about);
  }

  /** A result of the server. */
  Map<String, Object> of(String method, @Nullable Object result) {
    return complete(method, result == null ? Map.of() : json.convertValue(result, MEMBERS));
  }

  /** The result of a tool that waits for an answer. */
  Map<String, Object> waiting() {
    Map<String, Object> text = Map.of("type", "text", "text", UnaskedTools.WAITING);
    return complete("tools/call", Map.of("content", List.of(text), "isError", true));
  }

  private Map<String, Object> complete(String method, Map<String, Object> result) {
    Map<String, Object> members = new LinkedHashMap<>(result);
    Map<String, Object> meta = new LinkedHashMap<>();
    if (members.get("_meta") instanceof Map<?, ?> own) {
      own.forEach((name, value) -> meta.put(String.valueOf(name), value));
    }
    meta.put(SERVER_INFO, serverInfo);
    members.put("_meta", meta);
    members.put("resultType", "complete");
    if (CACHEABLE.contains(method)) {
      members.put("ttlMs", 0);
      members.put("cacheScope", "private");
    }
    return members;
  }
}

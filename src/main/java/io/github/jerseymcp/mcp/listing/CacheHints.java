package io.github.jerseymcp.mcp.listing;

import io.github.jerseymcp.mcp.ListSettings;
import io.github.jerseymcp.mcp.McpOperation;
import java.util.Map;
import java.util.Set;

/**
 * Says how long a client may keep a result, and that nobody else may be shown it: each was
 * authorised for its caller (MCP 2026-07-28, caching).
 */
public record CacheHints(ListSettings settings) {

  private static final String LIFE = "ttlMs";
  private static final String SCOPE = "cacheScope";

  private static final Set<String> CACHEABLE =
      Set.of(
          "server/discover",
          "tools/list",
          "prompts/list",
          "resources/list",
          "resources/templates/list",
          "resources/read");

  /** Puts it into the members of a result, or takes it out of them. */
  public void put(McpOperation operation, Map<String, Object> members) {
    String method = operation.method();
    if (!CACHEABLE.contains(method) || "input_required".equals(members.get("resultType"))) {
      members.remove(LIFE);
      members.remove(SCOPE);
      return;
    }
    members.putIfAbsent(LIFE, 0L);
    settings.timeToLive(method).ifPresent(life -> members.put(LIFE, life.toMillis()));
    if (isRepeated(operation)) {
      members.put(LIFE, 0L);
    }
    members.put(SCOPE, "private");
  }

  /** What answers a question of the server is no request that anybody sends again. */
  private static boolean isRepeated(McpOperation operation) {
    return operation.parameters().containsKey("requestState")
        || operation.parameters().containsKey("inputResponses");
  }
}

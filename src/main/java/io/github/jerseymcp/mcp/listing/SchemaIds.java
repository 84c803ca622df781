package io.github.jerseymcp.mcp.listing;

import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses tools whose schemas share an {@code $id}: the SDK's validator keeps schemas by it, and
 * would check the arguments of one tool with the schema of another.
 */
final class SchemaIds {

  private SchemaIds() {}

  /**
   * Checks the tools of a server.
   *
   * @throws IllegalArgumentException if two different schemas have one id
   */
  static void check(ListToolsResult list) {
    Map<String, Map<String, Object>> seen = new HashMap<>();
    for (Tool tool : list.tools()) {
      check(seen, tool.inputSchema(), tool.name());
      check(seen, tool.outputSchema(), tool.name());
    }
  }

  private static void check(
      Map<String, Map<String, Object>> seen, @Nullable Map<String, Object> schema, String tool) {
    if (schema == null || !(schema.get("$id") instanceof String id)) {
      return;
    }
    Map<String, Object> before = seen.putIfAbsent(id, schema);
    if (before != null && !before.equals(schema)) {
      throw new IllegalArgumentException(
          "The schema of tool " + tool + " has the $id of another schema: give each its own");
    }
  }
}

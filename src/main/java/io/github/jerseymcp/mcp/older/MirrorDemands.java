package io.github.jerseymcp.mcp.older;

import io.github.jerseymcp.mcp.header.AnnotatedHeaders;
import io.modelcontextprotocol.modern.server.McpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which arguments a header must mirror, by what the server has listed: a client cannot know it from
 * elsewhere. That a field which is sent agrees with the body is checked before. Thread-safe.
 */
final class MirrorDemands {

  private static final int MOST_TOOLS = 4096;

  /** By tool and by field, the way to the argument. */
  private final Map<String, Map<String, List<String>>> paths = new ConcurrentHashMap<>();

  /** Learns from a list of tools. */
  void learn(String method, Map<String, Object> result) {
    if (method.equals("tools/list") && result.get("tools") instanceof List<?> tools) {
      tools.forEach(this::learn);
    }
  }

  private void learn(@Nullable Object listed) {
    if (!(listed instanceof Map<?, ?> tool) || !(tool.get("name") instanceof String name)) {
      return;
    }
    Map<String, List<String>> annotated = annotated(tool.get("inputSchema"));
    if (annotated.isEmpty()) {
      paths.remove(name);
    } else if (paths.size() < MOST_TOOLS || paths.containsKey(name)) {
      paths.put(name, annotated);
    }
  }

  private static Map<String, List<String>> annotated(@Nullable Object schema) {
    Map<String, Object> members = new HashMap<>();
    if (schema instanceof Map<?, ?> given) {
      given.forEach((name, value) -> members.put(String.valueOf(name), value));
    }
    try {
      return AnnotatedHeaders.of(members);
    } catch (IllegalArgumentException e) {
      return Map.of(); // It came after the start, where it would have been refused.
    }
  }

  /** Whether a call has a field for each argument that must be mirrored. */
  boolean areMet(String method, Map<?, ?> parameters, McpHeaders headers) {
    if (!method.equals("tools/call") || !(parameters.get("name") instanceof String name)) {
      return true;
    }
    return paths.getOrDefault(name, Map.of()).entrySet().stream()
        .allMatch(
            demand ->
                !isMirrored(argument(parameters, demand.getValue()))
                    || headers.param(demand.getKey()) != null);
  }

  /** What is no such value does not fit the schema of its tool. */
  private static boolean isMirrored(@Nullable Object argument) {
    return argument instanceof String || argument instanceof Number || argument instanceof Boolean;
  }

  private static @Nullable Object argument(Map<?, ?> parameters, List<String> path) {
    Object value = parameters.get("arguments");
    for (String name : path) {
      value = value instanceof Map<?, ?> members ? members.get(name) : null;
    }
    return value;
  }
}

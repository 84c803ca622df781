package io.github.jerseymcp.mcp.older;

import io.modelcontextprotocol.modern.JsonRpc;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;

/**
 * What clients of MCP 2026-07-28 can be told of: what the server has said, in the terms of older
 * versions, that it tells of ({@code listChanged}, {@code subscribe}). The endpoint tells it.
 *
 * @param kinds the members of a filter
 */
record OlderSubscriptions(Set<String> kinds) {

  static final String METHOD = "subscriptions/listen";

  private static final String RESOURCES = "resourceSubscriptions";
  private static final List<String> FLAGS = List.of("listChanged", "subscribe");

  static OlderSubscriptions of(@Nullable ServerCapabilities capabilities) {
    Set<String> kinds = new LinkedHashSet<>();
    if (capabilities != null) {
      var tools = capabilities.tools();
      var prompts = capabilities.prompts();
      var resources = capabilities.resources();
      addIf(kinds, "toolsListChanged", tools == null ? null : tools.listChanged());
      addIf(kinds, "promptsListChanged", prompts == null ? null : prompts.listChanged());
      addIf(kinds, "resourcesListChanged", resources == null ? null : resources.listChanged());
      addIf(kinds, RESOURCES, resources == null ? null : resources.subscribe());
    }
    return new OlderSubscriptions(Set.copyOf(kinds));
  }

  private static void addIf(Set<String> kinds, String kind, @Nullable Boolean said) {
    if (Boolean.TRUE.equals(said)) {
      kinds.add(kind);
    }
  }

  /** What is said of a capability: that, and of what clients are told. */
  static Map<String, Object> said(@Nullable Object capability) {
    Map<String, Object> said = new LinkedHashMap<>();
    if (capability instanceof Map<?, ?> members) {
      FLAGS.stream()
          .filter(flag -> Boolean.TRUE.equals(members.get(flag)))
          .forEach(flag -> said.put(flag, true));
    }
    return said;
  }

  /** Says what of it is honoured, and nothing more; empty if the server tells of nothing. */
  Optional<Flux<JsonRpc.JSONRPCMessage>> acknowledge(Object id, Map<?, ?> parameters) {
    if (kinds.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Object> honoured = new LinkedHashMap<>();
    if (parameters.get("notifications") instanceof Map<?, ?> wanted) {
      wanted.forEach(
          (kind, value) -> {
            boolean wants = value instanceof List<?> uris ? !uris.isEmpty() : value == Boolean.TRUE;
            if (kind instanceof String name && wants && kinds.contains(name)) {
              honoured.put(name, value);
            }
          });
    }
    JsonRpc.JSONRPCMessage acknowledged =
        new JsonRpc.JSONRPCNotification(
            "notifications/subscriptions/acknowledged",
            Map.of(
                "notifications",
                honoured,
                "_meta",
                Map.of("io.modelcontextprotocol/subscriptionId", id)));
    return Optional.of(Flux.concat(Flux.just(acknowledged), Flux.never()));
  }
}

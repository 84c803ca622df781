package io.github.jerseymcp.mcp.listing;

import io.github.jerseymcp.event.Operation;
import io.github.jerseymcp.mcp.McpOperation;
import io.modelcontextprotocol.spec.McpSchema.ListPromptsResult;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What operations are called in events: no word is in it that only a caller knows. A tool or prompt
 * is known once the server has listed it, or has answered a call of it with a result. Bounded.
 * Thread-safe.
 */
public final class KnownOperations {

  private static final int MOST = 4096;
  private static final String CALL = "tools/call";
  private static final String GET = "prompts/get";

  private static final Map<String, Operation> METHODS =
      Stream.of(
              "initialize",
              "ping",
              "tools/list",
              CALL,
              "prompts/list",
              GET,
              "resources/list",
              "resources/templates/list",
              "resources/read",
              "resources/subscribe",
              "resources/unsubscribe",
              "completion/complete",
              "logging/setLevel",
              "server/discover",
              "subscriptions/listen",
              "notifications/cancelled",
              "notifications/initialized",
              "notifications/progress",
              "notifications/roots/list_changed")
          .collect(Collectors.toUnmodifiableMap(method -> method, Operation::of));

  private final Map<String, Operation> tools = new ConcurrentHashMap<>();
  private final Map<String, Operation> prompts = new ConcurrentHashMap<>();

  /** What an operation is called. */
  public Operation of(McpOperation operation) {
    Map<String, Operation> named = named(operation.method());
    Operation known = named.get(operation.name().orElse(""));
    return known == null ? METHODS.getOrDefault(operation.method(), Operation.OTHER) : known;
  }

  /** Learns from what the server has answered to an operation. */
  public void learn(McpOperation operation, @Nullable Object result) {
    learn(result);
    if (result instanceof Map<?, ?> members) {
      learn(operation.method(), members);
    }
    if (operation.name().isPresent()) {
      add(operation.method(), operation.name().get());
    }
  }

  /** Learns from a list, if the result is one. */
  public void learn(@Nullable Object result) {
    if (result instanceof ListToolsResult list) {
      list.tools().forEach(tool -> add(CALL, tool.name()));
    } else if (result instanceof ListPromptsResult list) {
      list.prompts().forEach(prompt -> add(GET, prompt.name()));
    }
  }

  /** The members of a list, where the server answers with no value of the SDK. */
  private void learn(String method, Map<?, ?> members) {
    if (method.equals("tools/list")) {
      learnEach(CALL, members.get("tools"));
    } else if (method.equals("prompts/list")) {
      learnEach(GET, members.get("prompts"));
    }
  }

  private void learnEach(String use, @Nullable Object listed) {
    if (listed instanceof List<?> entries) {
      for (Object entry : entries) {
        if (entry instanceof Map<?, ?> members && members.get("name") instanceof String name) {
          add(use, name);
        }
      }
    }
  }

  private void add(String method, String name) {
    boolean named = method.equals(CALL) || method.equals(GET);
    if (!named) {
      return;
    }
    Map<String, Operation> known = named(method);
    if (!known.containsKey(name) && known.size() < MOST) {
      known.put(name, new Operation(method, Optional.of(name)));
    }
  }

  private Map<String, Operation> named(String method) {
    return switch (method) {
      case CALL -> tools;
      case GET -> prompts;
      default -> Map.of();
    };
  }
}

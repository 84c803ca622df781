package io.github.jerseymcp.mcp.message;

import io.github.jerseymcp.mcp.McpOperation;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.ResourcesUpdatedNotification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The reads that an operation implies. To watch a resource is to learn of it. To complete the
 * arguments of a prompt or of a resource template is to learn what there is.
 */
final class ImpliedReads {

  private ImpliedReads() {}

  static List<McpOperation> of(McpOperation operation) {
    return switch (operation.method()) {
      case "resources/subscribe" ->
          List.of(new McpOperation("resources/read", operation.name(), operation.parameters()));
      case "completion/complete" ->
          operation.parameters().get("ref") instanceof Map<?, ?> reference
              ? ofReference(reference)
              : List.of();
      case "subscriptions/listen" ->
          operation.parameters().get("notifications") instanceof Map<?, ?> filter
                  && filter.get("resourceSubscriptions") instanceof List<?> uris
              ? uris.stream()
                  .map(uri -> new McpOperation("resources/read", named(uri), Map.of()))
                  .toList()
              : List.of();
      default -> List.of();
    };
  }

  private static Optional<String> named(Object name) {
    return name instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /** The resource that a notification says has changed. */
  static Optional<String> uriOf(JSONRPCNotification notification) {
    if (!notification.method().equals("notifications/resources/updated")) {
      return Optional.empty();
    }
    if (notification.params() instanceof ResourcesUpdatedNotification updated) {
      return Optional.of(updated.uri());
    }
    return notification.params() instanceof Map<?, ?> members
            && members.get("uri") instanceof String uri
        ? Optional.of(uri)
        : Optional.empty();
  }

  /** By its members and not by its type, so that no other spelling of the type gets around it. */
  private static List<McpOperation> ofReference(Map<?, ?> reference) {
    List<McpOperation> implied = new ArrayList<>();
    if (reference.get("name") instanceof String name) {
      implied.add(new McpOperation("prompts/get", Optional.of(name), Map.of()));
    }
    if (reference.get("uri") instanceof String uri) {
      implied.add(new McpOperation("resources/read", Optional.of(uri), Map.of()));
    }
    return implied;
  }
}

package io.github.jerseymcp.resource;

import io.github.jerseymcp.feed.ChangeFeed;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Asks an MCP endpoint what an operation needs, without running it. */
public interface OperationDemands {

  /**
   * What an operation needs beyond what its endpoint needs; empty if no rule lists it, and unlisted
   * ones are denied. No arguments are looked at, as for lists.
   *
   * @param endpoint of the class that names these in {@link McpHandlers}
   */
  Optional<Demand> of(Object endpoint, String method, Optional<String> name);

  /** What an endpoint opens to anybody, as its class says it: {@code tools/call search}. */
  default List<String> opened(Object endpoint) {
    return List.of();
  }

  /**
   * Whether an operation is served to a request without credentials; no arguments are looked at.
   */
  default boolean isOpen(Object endpoint, String method, Optional<String> name) {
    return false;
  }

  /** Who knows the rules of the endpoints of a class; empty if it is none of an MCP endpoint. */
  static Optional<OperationDemands> ofEndpoints(Class<?> type) {
    for (@Nullable Class<?> one = type; one != null; one = one.getSuperclass()) {
      McpHandlers handlers = one.getAnnotation(McpHandlers.class);
      if (handlers != null) {
        return Optional.of(made(handlers.operations()));
      }
    }
    return Optional.empty();
  }

  private static OperationDemands made(Class<? extends OperationDemands> type) {
    try {
      return type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The rules of an endpoint cannot be asked for", e);
    }
  }

  /** What tells the clients of an endpoint of changes. */
  default Optional<ChangeFeed> changes(Object endpoint) {
    return Optional.empty();
  }
}

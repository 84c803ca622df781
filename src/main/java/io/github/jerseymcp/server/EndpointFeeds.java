package io.github.jerseymcp.server;

import io.github.jerseymcp.feed.ChangeFeed;
import io.github.jerseymcp.resource.McpHandlers;
import io.github.jerseymcp.resource.OperationDemands;
import jakarta.ws.rs.core.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what tells the clients of an application's MCP endpoints of changes. */
final class EndpointFeeds {

  private EndpointFeeds() {}

  /** Each once, of the endpoints that are registered as instances. */
  static List<ChangeFeed> of(Configuration configuration) {
    List<ChangeFeed> feeds = new ArrayList<>();
    for (Object endpoint : new EndpointInstances(configuration).all()) {
      demandsOf(endpoint.getClass())
          .flatMap(demands -> demands.changes(endpoint))
          .filter(feed -> !feeds.contains(feed))
          .ifPresent(feeds::add);
    }
    return List.copyOf(feeds);
  }

  private static Optional<OperationDemands> demandsOf(Class<?> type) {
    for (@Nullable Class<?> one = type; one != null; one = one.getSuperclass()) {
      McpHandlers handlers = one.getAnnotation(McpHandlers.class);
      if (handlers != null) {
        return made(handlers.operations());
      }
    }
    return Optional.empty();
  }

  private static Optional<OperationDemands> made(Class<? extends OperationDemands> type) {
    try {
      return Optional.of(type.getConstructor().newInstance());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("The feed of an endpoint cannot be asked for", e);
    }
  }
}

package io.github.jerseymcp.server;

import io.github.jerseymcp.feed.ChangeFeed;
import io.github.jerseymcp.resource.OperationDemands;
import jakarta.ws.rs.core.Configuration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Gives the one instance of a class that an application has made and registered. Makes none, since
 * a constructor is code of the application.
 */
final class EndpointInstances {

  private final Configuration configuration;

  EndpointInstances(Configuration configuration) {
    this.configuration = configuration;
  }

  /** All components that are instances. */
  List<Object> all() {
    List<Object> all = new ArrayList<>();
    for (Object component : configuration.getInstances()) {
      if (component instanceof ResourceInstances instances) {
        all.addAll(instances.all());
      } else {
        all.add(component);
      }
    }
    return all;
  }

  /** What tells the clients of the MCP endpoints among them of changes, each once. */
  List<ChangeFeed> feeds() {
    return all().stream()
        .flatMap(
            endpoint ->
                OperationDemands.ofEndpoints(endpoint.getClass())
                    .flatMap(demands -> demands.changes(endpoint))
                    .stream())
        .distinct()
        .toList();
  }

  Optional<Object> of(Class<?> type) {
    for (Object component : configuration.getInstances()) {
      if (component.getClass() == type) {
        return Optional.of(component);
      }
      Optional<Object> registered =
          component instanceof ResourceInstances instances ? instances.of(type) : Optional.empty();
      if (registered.isPresent()) {
        return registered;
      }
    }
    return Optional.empty();
  }
}

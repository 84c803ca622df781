package io.github.jerseymcp.resource;

import java.util.List;

/**
 * The ways that Jersey can take to the handlers of an application, whether anything depends on them
 * or not. Made when somebody wants to know. Immutable and thread-safe.
 */
public final class HandlerWays {

  private final List<Route> roots;

  HandlerWays(List<Handler> handlers) {
    this.roots = Route.of(handlers, handler -> null);
  }

  /**
   * Where the way of a request ends.
   *
   * @param rawPath the undecoded path, relative to the base of the application
   */
  public Destination destination(String verb, String rawPath) {
    return Route.destination(roots, verb, RequestPath.of(rawPath).matched());
  }
}

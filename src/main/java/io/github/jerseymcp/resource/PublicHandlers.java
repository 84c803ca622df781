package io.github.jerseymcp.resource;

import java.util.Collection;
import java.util.List;

/**
 * Tells before matching whether a request leads to a handler that is opened with
 * {@code @McpPublic}. Immutable and thread-safe.
 *
 * <p>It takes the way that Jersey takes: the most specific template decides at each step, and there
 * is no way back from it. Where Jersey would still route otherwise, the filter on the protected
 * method refuses, so a mistake here never opens anything.
 */
final class PublicHandlers {

  private final List<Route> roots;

  PublicHandlers(Collection<Handler> handlers) {
    roots = isAnyOpen(handlers) ? Route.of(handlers) : List.of();
  }

  private static boolean isAnyOpen(Collection<Handler> handlers) {
    for (Handler handler : handlers) {
      if (handler.protection().isPublic()) {
        return true;
      }
    }
    return false;
  }

  boolean areThereAny() {
    return !roots.isEmpty();
  }

  boolean isPublic(String verb, String path) {
    return Route.isPublic(roots, verb, path);
  }
}

package io.github.jerseymcp.resource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.glassfish.jersey.uri.PathPattern;
import org.glassfish.jersey.uri.PathPattern.RightHandPath;

/**
 * Tells before matching whether a request leads to a handler that is opened with
 * {@code @McpPublic}. Immutable and thread-safe.
 *
 * <p>The most specific template that handles the verb decides, as in Jersey. Where Jersey would
 * still route otherwise, the filter on the protected method refuses, so a mistake here never opens
 * anything.
 */
final class PublicHandlers {

  private final List<Route> routes;

  PublicHandlers(Collection<Handler> handlers) {
    Map<String, Route> byTemplate = new HashMap<>();
    for (Handler handler : handlers) {
      Route route =
          byTemplate.computeIfAbsent(
              handler.path() + (handler.isLocator() ? "/*" : ""),
              key -> new Route(pattern(handler), new HashSet<>(), new HashSet<>()));
      route.verbs.add(handler.verb());
      if (handler.protection().isPublic()) {
        route.open.add(handler.verb());
      }
    }
    boolean anyOpen = byTemplate.values().stream().anyMatch(route -> !route.open.isEmpty());
    List<Route> sorted = new ArrayList<>(anyOpen ? byTemplate.values() : List.of());
    sorted.sort(Comparator.comparing(Route::pattern, PathPattern.COMPARATOR));
    routes = List.copyOf(sorted);
  }

  boolean isPublic(String verb, String path) {
    for (Route route : routes) {
      if (route.pattern.match(path.isEmpty() ? "/" : path) == null) {
        continue;
      }
      boolean head = verb.equals("HEAD") && !route.verbs.contains("HEAD");
      String handled = head ? "GET" : verb;
      if (route.verbs.contains(handled) || route.verbs.contains(Handler.LOCATOR)) {
        return route.open.contains(handled);
      }
    }
    return false;
  }

  private static PathPattern pattern(Handler handler) {
    return new PathPattern(
        handler.path(),
        handler.isLocator()
            ? RightHandPath.capturingZeroOrMoreSegments
            : RightHandPath.capturingZeroSegments);
  }

  /**
   * All handlers on one template.
   *
   * @param verbs the verbs that are handled
   * @param open those of them that are public
   */
  private record Route(PathPattern pattern, Set<String> verbs, Set<String> open) {}
}

package io.github.jerseymcp.resource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import org.glassfish.jersey.uri.PathPattern;
import org.glassfish.jersey.uri.PathPattern.RightHandPath;

/**
 * One step on the ways that Jersey can take: a template, the verbs that end there, and the steps
 * behind it. Not changed once the tree is built.
 */
final class Route {

  private final PathPattern end;
  private final PathPattern beginning;
  private final Set<String> verbs = new HashSet<>();
  private final Set<String> openVerbs = new HashSet<>();
  private final Map<String, Route> nextByExpression = new HashMap<>();
  private List<Route> next = List.of();
  private boolean isLocator;

  private Route(String template) {
    this.end = new PathPattern(template, RightHandPath.capturingZeroSegments);
    this.beginning = new PathPattern(template, RightHandPath.capturingZeroOrMoreSegments);
  }

  /** The first steps, the most specific first. */
  static List<Route> of(Collection<Handler> handlers) {
    Route base = new Route("");
    for (Handler handler : handlers) {
      Route route = base;
      for (String step : handler.steps()) {
        route = route.step(step);
      }
      route.add(handler);
    }
    base.sort();
    return base.next;
  }

  /** Whether the way of a path ends at a verb that is open. */
  static boolean isPublic(List<Route> routes, String verb, String path) {
    for (Route route : routes) {
      if (!route.verbs.isEmpty() && route.end.match(path) != null) {
        return route.opens(verb);
      }
      boolean leadsOn = route.isLocator || !route.next.isEmpty();
      MatchResult match = leadsOn ? route.beginning.match(path) : null;
      if (match != null) {
        String rest = match.group(match.groupCount());
        return isPublic(route.next, verb, rest == null ? "" : rest);
      }
    }
    return false;
  }

  private boolean opens(String verb) {
    boolean automatic = verb.equals("HEAD") && !verbs.contains("HEAD");
    return openVerbs.contains(automatic ? "GET" : verb);
  }

  private void add(Handler handler) {
    if (handler.isLocator()) {
      isLocator = true;
      return;
    }
    verbs.add(handler.verb());
    if (handler.protection().isPublic()) {
      openVerbs.add(handler.verb());
    }
  }

  /** Jersey takes templates for one if their expressions are the same. */
  private Route step(String template) {
    Route route = new Route(template);
    return nextByExpression.computeIfAbsent(route.end.getRegex(), expression -> route);
  }

  private void sort() {
    List<Route> sorted = new ArrayList<>(nextByExpression.values());
    sorted.sort(Comparator.comparing(route -> route.end, PathPattern.COMPARATOR));
    sorted.forEach(Route::sort);
    next = List.copyOf(sorted);
  }
}

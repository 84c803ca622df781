package io.github.jerseymcp.resource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import org.glassfish.jersey.uri.PathPattern;
import org.glassfish.jersey.uri.PathPattern.RightHandPath;
import org.jspecify.annotations.Nullable;

/**
 * One step on the ways that Jersey can take: a template, the verbs that end there, and the steps
 * behind it. Not changed once the tree is built.
 */
final class Route {

  private final PathPattern end;
  private final PathPattern beginning;
  private final Set<String> verbs = new HashSet<>();
  private final Set<String> openVerbs = new HashSet<>();
  private boolean opensOperations;
  private boolean posts;
  private final Map<String, Route> nextByExpression = new HashMap<>();
  private List<Route> next = List.of();
  private final Map<String, Demand> demandByVerb = new HashMap<>();
  private final Map<String, Class<?>> typesByVerb = new HashMap<>(2);
  private final Set<String> ambiguous = new HashSet<>(2);
  private boolean isLocator;
  private @Nullable String owner;
  private Demand locatorDemand = Demand.none();

  private Route(String template) {
    this.end = new PathPattern(template, RightHandPath.capturingZeroSegments);
    this.beginning = new PathPattern(template, RightHandPath.capturingZeroOrMoreSegments);
  }

  /**
   * The first steps, the most specific first.
   *
   * @param owners the template of the protected resource that a handler belongs to, or null
   */
  static List<Route> of(Collection<Handler> handlers, Function<Handler, @Nullable String> owners) {
    Route base = new Route("");
    for (Handler handler : handlers) {
      Route route = base;
      for (String step : handler.steps()) {
        route = route.step(step);
      }
      route.add(handler, owners.apply(handler));
    }
    base.sort();
    return base.next;
  }

  /** Whether the way of a path ends at a verb that is open. */
  static boolean isPublic(List<Route> routes, String verb, String path) {
    Route route = next(routes, path);
    if (route == null) {
      return false;
    }
    return route.endsAt(path) ? route.opens(verb) : isPublic(route.next, verb, route.restOf(path));
  }

  /** Whether the way of a path ends at an MCP endpoint alone that opens operations. */
  static boolean opensOperations(List<Route> routes, String path) {
    Route route = next(routes, "POST", path);
    if (route == null) {
      return false;
    }
    return route.endsAt(path)
        ? route.opensOperations && !route.posts
        : opensOperations(route.next, route.restOf(path));
  }

  /** The template of the resource that the way of a path ends in; null if it ends nowhere. */
  static @Nullable String ownerOf(List<Route> routes, String path) {
    Route route = next(routes, path);
    if (route == null || route.endsAt(path)) {
      return route == null ? null : route.owner;
    }
    String later = ownerOf(route.next, route.restOf(path));
    return later == null && route.isLocator ? route.owner : later;
  }

  /** Adds what the locators on the way of a path ask for, and then what the handler asks for. */
  static void addLocatorDemands(List<Route> routes, String verb, String path, List<Demand> found) {
    Route route = next(routes, verb, path);
    if (route == null) {
      return;
    }
    if (route.endsAt(path)) {
      Demand last = route.demandByVerb.get(verb);
      if (!found.isEmpty() && last != null) {
        found.add(last);
      }
      return;
    }
    if (route.isLocator) {
      found.add(route.locatorDemand);
    }
    addLocatorDemands(route.next, verb, route.restOf(path), found);
  }

  /** Where the way of a path ends. */
  static Destination destination(List<Route> routes, String verb, String path) {
    return destination(routes, verb, path, List.of());
  }

  private static Destination destination(
      List<Route> routes, String verb, String path, List<Demand> locators) {
    Route route = next(routes, verb, path);
    if (route == null) {
      return Destination.nowhere(locators);
    }
    if (route.endsAt(path)) {
      return route.end(verb, locators);
    }
    List<Demand> longer = new ArrayList<>(locators);
    if (route.isLocator) {
      longer.add(route.locatorDemand);
    }
    return route.next.isEmpty()
        ? Destination.unknown(longer)
        : destination(route.next, verb, route.restOf(path), longer);
  }

  private Destination end(String verb, List<Demand> locators) {
    String answering = verb.equals("HEAD") && !verbs.contains("HEAD") ? "GET" : verb;
    Demand needed = demandByVerb.get(answering);
    if (needed != null) {
      return ambiguous.contains(answering)
          ? Destination.unknown(locators)
          : Destination.handler(needed, locators, Optional.ofNullable(typesByVerb.get(answering)));
    }
    return verb.equals("OPTIONS")
        ? Destination.handler(Demand.none(), locators, Optional.empty())
        : Destination.notAllowed(verbs, locators);
  }

  /**
   * The step that Jersey takes for a verb: where the first one ends without a handler for it, a
   * later one that ends with such a handler, unless one that leads on comes before.
   */
  private static @Nullable Route next(List<Route> routes, String verb, String path) {
    Route first = next(routes, path);
    if (first == null || !first.endsAt(path) || first.answers(verb)) {
      return first;
    }
    for (Route route : routes.subList(routes.indexOf(first) + 1, routes.size())) {
      if (route.endsAt(path) && route.answers(verb)) {
        return route;
      }
      if (route.leadsOn(path)) {
        return first;
      }
    }
    return first;
  }

  /** The first step that the path can take. */
  private static @Nullable Route next(List<Route> routes, String path) {
    for (Route route : routes) {
      if (route.endsAt(path) || route.leadsOn(path)) {
        return route;
      }
    }
    return null;
  }

  private boolean leadsOn(String path) {
    return (isLocator || !next.isEmpty()) && beginning.match(path) != null;
  }

  private boolean answers(String verb) {
    return verbs.contains(verb) || (verb.equals("HEAD") && verbs.contains("GET"));
  }

  private boolean endsAt(String path) {
    return !verbs.isEmpty() && end.match(path) != null;
  }

  private String restOf(String path) {
    MatchResult match = beginning.match(path);
    String rest = match == null ? null : match.group(match.groupCount());
    return rest == null ? "" : rest;
  }

  private boolean opens(String verb) {
    boolean automatic = verb.equals("HEAD") && !verbs.contains("HEAD");
    return openVerbs.contains(automatic ? "GET" : verb);
  }

  private void add(Handler handler, @Nullable String resource) {
    owner = resource;
    if (handler.isLocator()) {
      isLocator = true;
      locatorDemand = handler.protection().demand();
      return;
    }
    Demand demand = handler.protection().demand();
    Demand before = demandByVerb.put(handler.verb(), demand);
    if (before != null && !before.equals(demand)) {
      ambiguous.add(handler.verb());
    }
    typesByVerb.put(handler.verb(), handler.type());
    verbs.add(handler.verb());
    opensOperations |= handler.opensOperations();
    posts |= handler.verb().equals("POST") && !handler.opensOperations();
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

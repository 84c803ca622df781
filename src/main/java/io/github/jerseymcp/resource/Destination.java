package io.github.jerseymcp.resource;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where the way ends that Jersey takes for a path and a verb, as far as the start can tell.
 *
 * @param kind what is there
 * @param demand what the annotations of the handler ask for
 * @param locators what the locators on the way ask for, the first one first
 * @param type the class of the handler
 * @param verbs what is allowed, where the verb is not
 */
public record Destination(
    Kind kind, Demand demand, List<Demand> locators, Optional<Class<?>> type, Set<String> verbs) {

  /** What is at the end of a way. */
  public enum Kind {
    /** A handler for the verb. */
    HANDLER,
    /** Handlers for other verbs: 405. */
    NOT_ALLOWED,
    /** Nothing: 404. */
    NOWHERE,
    /** What only a request can find: behind a locator, or one of several by the media type. */
    UNKNOWN
  }

  /** Copies the collections. */
  public Destination {
    locators = List.copyOf(locators);
    verbs = OrderedSets.copyOf(verbs);
  }

  static Destination handler(Demand demand, List<Demand> locators, Optional<Class<?>> type) {
    return new Destination(Kind.HANDLER, demand, locators, type, Set.of());
  }

  /** The class that a locator returns may have more handlers than the one it declares. */
  static Destination notAllowed(Set<String> verbs, List<Demand> locators) {
    return locators.isEmpty()
        ? without(Kind.NOT_ALLOWED, locators, new TreeSet<>(verbs))
        : unknown(locators);
  }

  static Destination nowhere(List<Demand> locators) {
    return locators.isEmpty() ? without(Kind.NOWHERE, locators, Set.of()) : unknown(locators);
  }

  static Destination unknown(List<Demand> locators) {
    return without(Kind.UNKNOWN, locators, Set.of());
  }

  private static Destination without(Kind kind, List<Demand> locators, Set<String> verbs) {
    return new Destination(kind, Demand.none(), locators, Optional.empty(), verbs);
  }
}

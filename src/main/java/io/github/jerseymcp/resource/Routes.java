package io.github.jerseymcp.resource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Tells before matching where a request will lead: to a handler that is opened with
 * {@code @McpPublic}, over locators, which Jersey runs while it matches, or to one resource where
 * two could claim its path. Immutable and thread-safe.
 *
 * <p>It takes the way that Jersey takes: the most specific template decides at each step, and there
 * is no way back from it. Where Jersey would still route otherwise, the filters on the protected
 * method refuse, so a mistake here never opens anything.
 */
final class Routes {

  private final boolean anyPublic;
  private final boolean anyOpenOperations;
  private final boolean anyLocators;
  private final boolean anyOverlap;
  private final List<Route> roots;

  /**
   * Builds no tree where nothing would ask for it.
   *
   * @param owners the template of the protected resource that a handler belongs to, or null
   * @param templates the templates of all protected resources
   */
  Routes(
      Collection<Handler> handlers,
      Function<Handler, @Nullable String> owners,
      Collection<String> templates) {
    this.anyPublic = isAny(handlers, handler -> handler.protection().isPublic());
    this.anyOpenOperations = isAny(handlers, Handler::opensOperations);
    this.anyLocators =
        isAny(handlers, handler -> handler.isLocator() && owners.apply(handler) != null);
    this.anyOverlap = isAnyClaimedByAnother(handlers, owners, templates);
    boolean any = anyPublic || anyOpenOperations || anyLocators || anyOverlap;
    this.roots = any ? Route.of(handlers, owners) : List.of();
  }

  boolean areThereAnyPublic() {
    return anyPublic;
  }

  boolean isPublic(String verb, String path) {
    return Route.isPublic(roots, verb, path);
  }

  boolean areThereOpenOperations() {
    return anyOpenOperations;
  }

  boolean opensOperations(String path) {
    return Route.opensOperations(roots, path);
  }

  /** The template of the resource that a path leads to; null if the longest one has it. */
  @Nullable String ownerOf(String path) {
    return anyOverlap ? Route.ownerOf(roots, path) : null;
  }

  /** What the locators on the way ask for, and then the handler; none if there is no locator. */
  List<Demand> locatorDemands(String verb, String path) {
    if (!anyLocators) {
      return List.of();
    }
    List<Demand> found = new ArrayList<>();
    Route.addLocatorDemands(roots, verb, path, found);
    return found;
  }

  private static boolean isAny(Collection<Handler> handlers, Predicate<Handler> test) {
    for (Handler handler : handlers) {
      if (test.test(handler)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a path of a handler can be taken for one of a template that is not its resource's. */
  private static boolean isAnyClaimedByAnother(
      Collection<Handler> handlers,
      Function<Handler, @Nullable String> owners,
      Collection<String> templates) {
    Map<String, PathTemplate> open = new HashMap<>();
    for (String template : templates) {
      if (template.indexOf('{') >= 0) {
        open.put(template, PathTemplate.of(template));
      }
    }
    if (open.isEmpty() || templates.size() == 1) {
      return false;
    }
    return isAny(
        handlers,
        handler -> {
          String owner = owners.apply(handler);
          PathTemplate path = PathTemplate.of(handler.path());
          return open.entrySet().stream()
              .anyMatch(
                  other -> !other.getKey().equals(owner) && path.canLieUnder(other.getValue()));
        });
  }
}

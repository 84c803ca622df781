package io.github.jerseymcp.resource;

import io.github.jerseymcp.McpPublic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds handlers that a request under a protected path can reach, but that nothing protects. */
final class OpenHandlers {

  private final Collection<String> protectedPaths;
  private @Nullable Map<String, List<PathTemplate>> byFirstSegment;

  OpenHandlers(Collection<String> protectedPaths) {
    this.protectedPaths = protectedPaths;
  }

  /**
   * Checks one handler.
   *
   * @param belongs whether the handler belongs to a protected resource
   * @param problems gets a sentence for each violation
   */
  void check(Handler handler, boolean belongs, List<String> problems) {
    HandlerProtection protection = handler.protection();
    for (String problem : protection.problems()) {
      problems.add(handler.describe() + " " + problem);
    }
    if (protection.isPublic()) {
      if (handler.isLocator()
          && !handler.type().isAnnotationPresent(McpPublic.class)
          && liesUnderAny(handler)) {
        problems.add(
            handler.describe()
                + " is a locator, which @McpPublic does not open:"
                + " put @McpPublic on the methods that it leads to");
      }
      return;
    }
    if (protection.isProtected()) {
      if (!belongs) {
        problems.add(
            handler.describe()
                + " asks for a caller but belongs to no protected resource:"
                + " put @McpProtected on its root resource class");
      }
    } else if (!(handler.located() && belongs) && liesUnderAny(handler)) {
      boolean canBeAnnotated = !handler.type().isSynthetic();
      problems.add(
          handler.describe()
              + " lies under a protected path and is neither protected nor opened: "
              + (canBeAnnotated
                  ? "put @McpProtected on its class, or @McpPublic on the method"
                  : "handle it with a class instead of a lambda, and put @McpProtected on that"));
    }
  }

  private boolean liesUnderAny(Handler handler) {
    Map<String, List<PathTemplate>> parents = parents();
    PathTemplate path = PathTemplate.of(handler.path());
    String first = path.firstLiteral();
    if (first.isEmpty()) {
      return parents.values().stream().anyMatch(same -> liesUnder(path, same));
    }
    return liesUnder(path, parents.getOrDefault(first, List.of()))
        || liesUnder(path, parents.getOrDefault("", List.of()));
  }

  /** The protected paths by their first segment; few applications need them. */
  private Map<String, List<PathTemplate>> parents() {
    Map<String, List<PathTemplate>> parents = byFirstSegment;
    if (parents == null) {
      parents = new HashMap<>();
      for (String path : protectedPaths) {
        PathTemplate template = PathTemplate.of(path);
        parents.computeIfAbsent(template.firstLiteral(), key -> new ArrayList<>()).add(template);
      }
      byFirstSegment = parents;
    }
    return parents;
  }

  private static boolean liesUnder(PathTemplate path, List<PathTemplate> parents) {
    return parents.stream().anyMatch(path::canLieUnder);
  }
}

package io.github.jerseymcp.resource;

import io.github.jerseymcp.McpPublic;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds handlers that a request under a protected path can reach, but that nothing protects. */
final class OpenHandlers {

  private final Map<String, List<PathTemplate>> byFirstSegment = new HashMap<>();

  OpenHandlers(Collection<ProtectedResource> resources) {
    for (ProtectedResource resource : resources) {
      PathTemplate template = PathTemplate.of(resource.template());
      byFirstSegment
          .computeIfAbsent(template.firstLiteral(), key -> new ArrayList<>())
          .add(template);
    }
  }

  /**
   * Checks one handler.
   *
   * @param belongsTo the templates of the protected resources that the handler belongs to
   * @param problems gets a sentence for each violation
   */
  void check(Handler handler, List<String> belongsTo, List<String> problems) {
    Protection protection = handler.protection();
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
      if (belongsTo.isEmpty()) {
        problems.add(
            handler.describe()
                + " asks for a caller but belongs to no protected resource:"
                + " put @McpProtected on its root resource class");
      }
    } else if (!(handler.located() && !belongsTo.isEmpty()) && liesUnderAny(handler)) {
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
    PathTemplate path = PathTemplate.of(handler.path());
    String first = path.firstLiteral();
    if (first.isEmpty()) {
      return byFirstSegment.values().stream().anyMatch(same -> liesUnder(path, same));
    }
    return liesUnder(path, byFirstSegment.getOrDefault(first, List.of()))
        || liesUnder(path, byFirstSegment.getOrDefault("", List.of()));
  }

  private static boolean liesUnder(PathTemplate path, List<PathTemplate> parents) {
    return parents.stream().anyMatch(path::canLieUnder);
  }
}

package io.github.jerseymcp.resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds MCP endpoints that cannot work as they are annotated, and rules for MCP operations that
 * nothing would enforce. One sentence for each class.
 */
final class EndpointRules {

  private final Map<Class<?>, String> problems = new LinkedHashMap<>();

  /**
   * Checks one handler.
   *
   * @param belongs whether the handler belongs to a protected resource
   */
  void check(Handler handler, boolean belongs) {
    Protection protection = handler.protection();
    if (!protection.isOfMcp()) {
      if (protection.hasOperationRules()) {
        add(
            handler,
            "names @OperationScopes, which only an MCP endpoint enforces:"
                + " let the class extend McpEndpoint, or use @RequiresScopes instead");
      }
    } else if (!handler.method().getDeclaringClass().isAnnotationPresent(McpHandlers.class)) {
      // A further method of the class, such as one that is open on purpose.
      return;
    } else if (protection.isPublic()) {
      add(
          handler,
          "is an MCP endpoint, which needs a caller, and is opened with @McpPublic:"
              + " remove @McpPublic, and put @McpProtected on the class");
    } else if (!protection.isProtected() && !(handler.located() && belongs)) {
      add(
          handler,
          "is an MCP endpoint, which needs a caller, and is not protected:"
              + " put @McpProtected on the class");
    }
  }

  List<String> problems() {
    return new ArrayList<>(problems.values());
  }

  private void add(Handler handler, String problem) {
    problems.putIfAbsent(
        handler.type(), handler.type().getName() + " at " + handler.displayPath() + " " + problem);
  }
}

package io.github.jerseymcp.resource;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds MCP endpoints that cannot work as they are annotated. One sentence for each class. */
final class EndpointRules {

  private final Map<Class<?>, String> problems = new LinkedHashMap<>();
  private final Map<Class<?>, List<String>> open = new LinkedHashMap<>();

  /**
   * Checks one handler.
   *
   * @param belongs whether the handler belongs to a protected resource
   */
  void check(Handler handler, boolean belongs) {
    HandlerProtection protection = handler.protection();
    // The class may have further methods, such as one that is open on purpose.
    if (!handler.method().getDeclaringClass().isAnnotationPresent(McpHandlers.class)) {
      return;
    }
    if (!protection.openOperations().isEmpty()) {
      open.computeIfAbsent(handler.type(), OpenRules::problemsOf);
      if (handler.located()) {
        add(
            handler,
            "opens operations to anybody behind a locator, which would run for them:"
                + " put @Path on the class");
      }
    }
    if (protection.isPublic()) {
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
    List<String> all = new ArrayList<>(problems.values());
    open.forEach((type, found) -> found.forEach(one -> all.add(type.getName() + " " + one)));
    return all;
  }

  private void add(Handler handler, String problem) {
    problems.putIfAbsent(
        handler.type(), handler.type().getName() + " at " + handler.displayPath() + " " + problem);
  }
}

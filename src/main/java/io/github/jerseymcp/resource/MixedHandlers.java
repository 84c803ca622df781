package io.github.jerseymcp.resource;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.glassfish.jersey.uri.PathPattern;

/**
 * Finds paths and verbs on which one handler is public and another is protected: Jersey would
 * choose between them by media type, after authentication has been decided.
 */
final class MixedHandlers {

  private final Map<String, Handler> open = new HashMap<>();
  private final List<Handler> handlers;

  MixedHandlers(List<Handler> handlers) {
    this.handlers = handlers;
    for (Handler handler : handlers) {
      if (handler.protection().isPublic()) {
        open.put(key(handler), handler);
      }
    }
  }

  List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (Handler handler : handlers) {
      Handler twin = open.isEmpty() ? null : open.get(key(handler));
      if (twin != null && !handler.protection().isPublic()) {
        problems.add(
            handler.describe()
                + " is protected, but "
                + twin.describe()
                + " opens the same path and verb: use another path or verb");
      }
    }
    return problems;
  }

  /** Two templates are the same to Jersey if their expressions are, whatever their variables. */
  private static String key(Handler handler) {
    return handler.verb() + " " + new PathPattern(handler.path()).getRegex();
  }
}

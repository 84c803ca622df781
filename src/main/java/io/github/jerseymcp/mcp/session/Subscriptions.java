package io.github.jerseymcp.mcp.session;

import io.github.jerseymcp.mcp.McpOperation;
import java.util.HashSet;
import java.util.Set;

/**
 * The resources that one session watches: the SDK keeps whatever URI it is given for as long as the
 * session lives, whether there is such a resource or not. Bounded. Thread-safe.
 */
final class Subscriptions {

  private static final int MOST = 256;
  private static final int LONGEST_URI = 4096;

  private final Set<String> uris = new HashSet<>();

  /** Whether the operation may pass; what it watches is counted from then on. */
  synchronized boolean admit(McpOperation operation) {
    String uri = operation.name().orElse("");
    if (operation.method().equals("resources/unsubscribe")) {
      uris.remove(uri);
    } else if (operation.method().equals("resources/subscribe")) {
      return uri.length() <= LONGEST_URI
          && (uris.contains(uri) || (uris.size() < MOST && uris.add(uri)));
    }
    return true;
  }
}

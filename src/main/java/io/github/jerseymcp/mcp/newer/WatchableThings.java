package io.github.jerseymcp.mcp.newer;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a server says that it tells of.
 *
 * @param lists as the filter of {@code subscriptions/listen} names them
 * @param resources whether it tells of single resources
 */
record WatchableThings(Set<String> lists, boolean resources) {

  static final WatchableThings NONE = new WatchableThings(Set.of(), false);

  private static final String CHANGED = "listChanged";
  private static final String SUBSCRIBE = "subscribe";

  static WatchableThings of(Map<String, Object> capabilities) {
    Set<String> lists = new LinkedHashSet<>();
    for (String kind : List.of("tools", "prompts", "resources")) {
      if (says(capabilities, kind, CHANGED)) {
        lists.add(kind + "ListChanged");
      }
    }
    return new WatchableThings(Set.copyOf(lists), says(capabilities, "resources", SUBSCRIBE));
  }

  /** What of a capability clients of older versions are told. */
  static Map<String, Object> told(Map<String, Object> capabilities, String kind) {
    Map<String, Object> told = new LinkedHashMap<>();
    for (String flag : List.of(CHANGED, SUBSCRIBE)) {
      if (says(capabilities, kind, flag)) {
        told.put(flag, true);
      }
    }
    return told;
  }

  private static boolean says(Map<String, Object> capabilities, String kind, String flag) {
    return Boolean.TRUE.equals(SelfContained.copy(capabilities.get(kind)).get(flag));
  }
}

package io.github.jerseymcp.resource;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether the scopes of a token are sufficient, with the hierarchies that the application
 * configured. Thread-safe.
 *
 * <p>A scope grants itself and what it implies, nothing else. A scope that ends in {@code *} is an
 * ordinary name unless wildcards are switched on.
 */
public final class ScopePolicy {

  private final Map<String, Set<String>> implied;
  private final boolean wildcards;

  /**
   * Makes a policy.
   *
   * @param implications scope to the scopes that it directly implies; chains are followed
   * @param wildcards whether {@code prefix:*} in a token grants every scope that starts with {@code
   *     prefix:}
   */
  public ScopePolicy(Map<String, Set<String>> implications, boolean wildcards) {
    this.implied = closure(implications);
    this.wildcards = wildcards;
  }

  /** Tells whether one scope is granted by the scopes of a token. */
  public boolean grants(Set<String> held, String needed) {
    if (held.contains(needed)) {
      return true;
    }
    if (implied.isEmpty() && !wildcards) {
      return false;
    }
    for (String scope : held) {
      if (implied.getOrDefault(scope, Set.of()).contains(needed)
          || (wildcards && isCoveredBy(scope, needed))) {
        return true;
      }
    }
    return false;
  }

  /** The first alternative that is granted as a whole; null if none is. */
  public @Nullable Set<String> granted(ScopeRequirement requirement, Set<String> held) {
    List<Set<String>> alternatives = requirement.alternatives();
    for (int i = 0; i < alternatives.size(); i++) {
      if (missing(alternatives.get(i), held) == 0) {
        return alternatives.get(i);
      }
    }
    return null;
  }

  /**
   * The alternative that lacks the fewest scopes, the first declared one among equals. It is what a
   * challenge asks for, whole.
   */
  public Set<String> closest(ScopeRequirement requirement, Set<String> held) {
    Set<String> closest = Set.of();
    int fewest = Integer.MAX_VALUE;
    List<Set<String>> alternatives = requirement.alternatives();
    for (int i = 0; i < alternatives.size(); i++) {
      int missing = missing(alternatives.get(i), held);
      if (missing < fewest) {
        fewest = missing;
        closest = alternatives.get(i);
      }
    }
    return closest;
  }

  private int missing(Collection<String> needed, Set<String> held) {
    int missing = 0;
    for (String scope : needed) {
      if (!grants(held, scope)) {
        missing++;
      }
    }
    return missing;
  }

  private static boolean isCoveredBy(String wildcard, String needed) {
    int prefix = wildcard.length() - 1;
    return prefix >= 1
        && wildcard.charAt(prefix) == '*'
        && wildcard.charAt(prefix - 1) == ':'
        && needed.length() > prefix
        && needed.startsWith(wildcard.substring(0, prefix));
  }

  private static Map<String, Set<String>> closure(Map<String, Set<String>> implications) {
    Map<String, Set<String>> closed = new HashMap<>();
    for (String scope : implications.keySet()) {
      Set<String> reached = new LinkedHashSet<>();
      Deque<String> open = new ArrayDeque<>(implications.get(scope));
      while (!open.isEmpty()) {
        String next = open.pop();
        if (reached.add(next)) {
          open.addAll(implications.getOrDefault(next, Set.of()));
        }
      }
      closed.put(scope, new HashSet<>(reached));
    }
    return Map.copyOf(closed);
  }
}

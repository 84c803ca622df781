package io.github.jerseymcp.resource;

import java.util.ArrayDeque;
import java.util.ArrayList;
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
public final class ScopeRules {

  /** Scope to the scopes of which each grants it too. */
  private final Map<String, List<String>> impliedBy;

  private final boolean wildcards;

  /**
   * Makes a policy.
   *
   * @param implications scope to the scopes that it directly implies; chains are followed
   * @param wildcards whether {@code prefix:*} in a token grants every scope that starts with {@code
   *     prefix:}
   */
  public ScopeRules(Map<String, Set<String>> implications, boolean wildcards) {
    this.impliedBy = inverse(closure(implications));
    this.wildcards = wildcards;
  }

  /** Tells whether one scope is granted by the scopes of a token, however many it has. */
  public boolean grants(Set<String> held, String needed) {
    if (held.contains(needed)) {
      return true;
    }
    List<String> others = impliedBy.getOrDefault(needed, List.of());
    for (int i = 0; i < others.size(); i++) {
      if (held.contains(others.get(i))) {
        return true;
      }
    }
    return wildcards && isCoveredBySome(held, needed);
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

  /** The scopes that grant all of these requirements; null if one of them is not granted. */
  public @Nullable Set<String> granted(List<ScopeRequirement> all, Set<String> held) {
    if (all.size() == 1) {
      return granted(all.get(0), held);
    }
    Set<String> together = new LinkedHashSet<>();
    for (ScopeRequirement one : all) {
      Set<String> granted = granted(one, held);
      if (granted == null) {
        return null;
      }
      together.addAll(granted);
    }
    return together;
  }

  /** What a challenge asks for where several requirements must hold: the closest of each. */
  public Set<String> closest(List<ScopeRequirement> all, Set<String> held) {
    Set<String> together = new LinkedHashSet<>();
    all.forEach(one -> together.addAll(closest(one, held)));
    return together;
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

  /** A wildcard covers what goes on after its last colon. */
  private static boolean isCoveredBySome(Set<String> held, String needed) {
    int colon = needed.indexOf(':');
    while (colon >= 0 && colon + 1 < needed.length()) {
      if (held.contains(needed.substring(0, colon + 1) + "*")) {
        return true;
      }
      colon = needed.indexOf(':', colon + 1);
    }
    return false;
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

  private static Map<String, List<String>> inverse(Map<String, Set<String>> implied) {
    Map<String, List<String>> inverse = new HashMap<>();
    implied.forEach(
        (scope, others) ->
            others.forEach(
                other -> inverse.computeIfAbsent(other, key -> new ArrayList<>()).add(scope)));
    return Map.copyOf(inverse);
  }
}

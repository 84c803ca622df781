package io.github.jerseymcp.resource;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The scopes that an operation needs: one of several alternatives, each a set of scopes that are
 * all needed.
 *
 * @param alternatives in the order they were declared; never empty, and {@code [[]]} asks for
 *     nothing
 */
public record ScopeRequirement(List<Set<String>> alternatives) {

  /** More alternatives than this, after class and method are combined, stop the start. */
  static final int MAXIMUM_ALTERNATIVES = 64;

  private static final ScopeRequirement NONE = new ScopeRequirement(List.of(Set.of()));

  /**
   * Copies the alternatives.
   *
   * @throws IllegalArgumentException if there is none, or there are too many
   */
  public ScopeRequirement {
    if (alternatives.isEmpty() || alternatives.size() > MAXIMUM_ALTERNATIVES) {
      throw new IllegalArgumentException(
          "Between 1 and " + MAXIMUM_ALTERNATIVES + " alternatives of scopes are possible");
    }
    List<Set<String>> copy = new ArrayList<>(alternatives.size());
    for (Set<String> alternative : alternatives) {
      copy.add(OrderedSets.copyOf(alternative));
    }
    alternatives = List.copyOf(copy);
  }

  /** Needs nothing beyond a valid token. */
  public static ScopeRequirement none() {
    return NONE;
  }

  /** Needs all of these. */
  public static ScopeRequirement allOf(Collection<String> scopes) {
    if (scopes.isEmpty()) {
      return NONE;
    }
    return new ScopeRequirement(
        List.of(scopes instanceof Set<String> set ? set : new LinkedHashSet<>(scopes)));
  }

  /** Needs what this one needs, and what the other one needs. */
  public ScopeRequirement and(ScopeRequirement other) {
    if (other.isNone()) {
      return this;
    }
    if (isNone() || (alternatives.size() == 1 && other.beginsWith(alternatives.get(0)))) {
      return other;
    }
    if (alternatives.size() == 1 && other.alternatives.size() == 1) {
      return new ScopeRequirement(List.of(both(alternatives.get(0), other.alternatives.get(0))));
    }
    Set<Set<String>> combined = new LinkedHashSet<>();
    for (Set<String> mine : alternatives) {
      for (Set<String> theirs : other.alternatives) {
        combined.add(both(mine, theirs));
      }
    }
    return new ScopeRequirement(List.copyOf(combined));
  }

  /**
   * Adds one more to requirements that must all hold. They are combined while that makes few
   * alternatives, and stand beside each other else.
   */
  public static List<ScopeRequirement> and(List<ScopeRequirement> all, ScopeRequirement more) {
    List<ScopeRequirement> longer = new ArrayList<>(all);
    int last = longer.size() - 1;
    boolean few =
        last >= 0
            && longer.get(last).alternatives.size() * more.alternatives.size()
                <= MAXIMUM_ALTERNATIVES;
    if (few) {
      longer.set(last, longer.get(last).and(more));
    } else {
      longer.add(more);
    }
    return longer;
  }

  private static Set<String> both(Set<String> mine, Set<String> theirs) {
    Set<String> both = new LinkedHashSet<>(mine);
    both.addAll(theirs);
    return both;
  }

  /** Every scope that some alternative names. */
  public Set<String> mentioned() {
    Set<String> all = new LinkedHashSet<>();
    alternatives.forEach(all::addAll);
    return all;
  }

  /** Whether some alternative names a scope. */
  boolean mentionsAny() {
    return !isNone() && !mentioned().isEmpty();
  }

  /** Whether there is but one alternative, and it names these first. */
  private boolean beginsWith(Set<String> scopes) {
    if (alternatives.size() != 1) {
      return false;
    }
    Iterator<String> mine = alternatives.get(0).iterator();
    for (String theirs : scopes) {
      if (!mine.hasNext() || !mine.next().equals(theirs)) {
        return false;
      }
    }
    return true;
  }

  private boolean isNone() {
    return alternatives.size() == 1 && alternatives.get(0).isEmpty();
  }
}

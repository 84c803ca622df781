package io.github.jerseymcp.resource;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** Copies sets that keep their order and are not changed any more. */
final class OrderedSets {

  private OrderedSets() {}

  static <E> Set<E> copyOf(Set<E> set) {
    // Most sets of an application are that small, and there are many of them.
    return switch (set.size()) {
      case 0 -> Set.of();
      case 1 -> Set.of(set.iterator().next());
      default -> Collections.unmodifiableSet(new LinkedHashSet<>(set));
    };
  }
}

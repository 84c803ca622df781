package io.github.jerseymcp.feed;

import java.util.LinkedHashSet;
import java.util.Set;

/** Changes that other nodes are still to be told, each once. Bounded; not thread-safe. */
final class Pending {

  static final int MOST = 10_000;
  static final int MOST_CHARACTERS = 1_000_000;

  private final Set<Change> changes = new LinkedHashSet<>();
  private int characters;

  /** Where there are too many, everything has changed. */
  void add(Change change) {
    if (changes.contains(Change.everything()) || !changes.add(change)) {
      return;
    }
    characters += change.uri().length() + change.audience().length();
    if (change.equals(Change.everything())
        || changes.size() > MOST
        || characters > MOST_CHARACTERS) {
      changes.clear();
      changes.add(Change.everything());
    }
  }

  boolean isEmpty() {
    return changes.isEmpty();
  }

  Set<Change> all() {
    return changes;
  }
}

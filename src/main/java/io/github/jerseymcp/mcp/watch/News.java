package io.github.jerseymcp.mcp.watch;

import io.github.jerseymcp.feed.Change;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What has changed since the last round, each thing once. Bounded; not thread-safe. */
final class News {

  /** So many things, and characters of them, are kept apart; with more, everything has changed. */
  static final int MOST = 10_000;

  static final int MOST_CHARACTERS = 1_000_000;

  private static final String ALL = "";

  /** Who is told of each, by what has changed. */
  private final Map<Change, Set<String>> audiences = new HashMap<>();

  private int size;
  private int characters;
  private boolean everything;

  void add(Change change) {
    if (everything) {
      return;
    }
    boolean all = change.kind() == Change.Kind.EVERYTHING && change.audience().isEmpty();
    if (all || size >= MOST || characters >= MOST_CHARACTERS) {
      everything = true;
      audiences.clear();
    } else if (audiences
        .computeIfAbsent(change.forAll(), key -> new HashSet<>(2))
        .add(change.audience())) {
      size++;
      characters += change.uri().length() + change.audience().length();
    }
  }

  boolean isEmpty() {
    return size == 0 && !everything;
  }

  /** Adds to what a watcher is still to be told. */
  void collect(Watcher watcher, Collection<Change> untold) {
    Set<Change> watched = watcher.watched();
    if (everything || concerns(Change.everything(), watcher.audience())) {
      untold.addAll(watched);
      return;
    }
    boolean fewer = audiences.size() < watched.size();
    for (Change change : fewer ? audiences.keySet() : watched) {
      if ((!fewer || watched.contains(change)) && concerns(change, watcher.audience())) {
        untold.add(change);
      }
    }
  }

  private boolean concerns(Change change, String audience) {
    Set<String> told = audiences.get(change);
    return told != null && (told.contains(ALL) || told.contains(audience));
  }
}

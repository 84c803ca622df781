package io.github.jerseymcp.stdio;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The requests that wait for an answer; the oldest ones are forgotten. Thread-safe. */
final class PendingCalls {

  private static final int MOST = 10_000;

  private final Set<Object> ids = new LinkedHashSet<>();

  /** False if it waits already. */
  synchronized boolean add(Object id) {
    boolean added = ids.add(id);
    if (ids.size() > MOST) {
      ids.remove(ids.iterator().next());
    }
    return added;
  }

  /** Whether it waited. */
  synchronized boolean remove(Object id) {
    return ids.remove(id);
  }

  synchronized int size() {
    return ids.size();
  }

  /** Those that waited; none does any more. */
  synchronized List<Object> removeAll() {
    List<Object> all = List.copyOf(ids);
    ids.clear();
    return all;
  }
}

package io.github.jerseymcp.replay;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;

/** A part of the in-memory store: keys, and the order in which they expire. Thread-safe. */
final class ExpiringKeys {

  private record Entry(String key, long expiresAt) {}

  private final Map<String, Entry> entries = new HashMap<>();
  private final PriorityQueue<Entry> byExpiry =
      new PriorityQueue<>(Comparator.comparingLong(Entry::expiresAt));

  /** Adds a key unless it is there and lives. */
  synchronized boolean add(String key, long expiresAt, long now) {
    Entry present = entries.get(key);
    if (present != null && present.expiresAt > now) {
      return false;
    }
    Entry entry = new Entry(key, expiresAt);
    entries.put(key, entry);
    byExpiry.add(entry);
    return true;
  }

  /** Removes expired entries, at most so many, and says how many there were. */
  synchronized int removeExpired(int atMost, long now) {
    int removed = 0;
    Entry next = byExpiry.peek();
    while (removed < atMost && next != null && next.expiresAt <= now) {
      byExpiry.remove();
      // Not by key alone: a key that was claimed again has an entry that expires later.
      entries.remove(next.key, next);
      removed++;
      next = byExpiry.peek();
    }
    return removed;
  }
}

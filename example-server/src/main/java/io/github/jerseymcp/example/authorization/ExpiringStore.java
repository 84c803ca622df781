package io.github.jerseymcp.example.authorization;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Values that end by themselves, at most so many: when full, the oldest makes room. Thread-safe.
 */
final class ExpiringStore<V> {

  private record Entry<V>(V value, Instant expiresAt) {}

  private final InstantSource clock;
  private final Map<String, Entry<V>> entries;

  ExpiringStore(InstantSource clock, int capacity) {
    this.clock = clock;
    this.entries = new BoundedMap<>(capacity);
  }

  synchronized void put(String key, V value, Duration lifetime) {
    // A value that is put again counts as new.
    entries.remove(key);
    entries.put(key, new Entry<>(value, clock.instant().plus(lifetime)));
  }

  synchronized Optional<V> find(String key) {
    return live(entries.get(key));
  }

  /** Finds and removes in one step, so that of two takers one gets it. */
  synchronized Optional<V> take(String key) {
    return live(entries.remove(key));
  }

  private Optional<V> live(@Nullable Entry<V> entry) {
    return entry != null && clock.instant().isBefore(entry.expiresAt())
        ? Optional.of(entry.value())
        : Optional.empty();
  }

  private static final class BoundedMap<V> extends LinkedHashMap<String, V> {

    private static final long serialVersionUID = 1L;

    private final int capacity;

    BoundedMap(int capacity) {
      this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > capacity;
    }
  }
}

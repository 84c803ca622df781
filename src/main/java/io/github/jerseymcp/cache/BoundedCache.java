package io.github.jerseymcp.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A cache that never outgrows its bound: what is used least is forgotten first. Reading takes no
 * lock. Thread-safe.
 */
public final class BoundedCache<K, V> {

  private final Cache<K, V> entries;

  private BoundedCache(Cache<K, V> entries) {
    this.entries = entries;
  }

  /** A cache of so many entries. */
  public static <K, V> BoundedCache<K, V> ofEntries(long maximum) {
    return new BoundedCache<>(
        Caffeine.newBuilder().maximumSize(maximum).executor(Runnable::run).build());
  }

  /**
   * A cache of so many bytes, whose entries are also forgotten some time after their end. Whether
   * an entry still counts is for the reader to check.
   *
   * @param maximum the bound, in bytes
   * @param weight how many bytes an entry takes, its key included
   * @param end when an entry is of no use any more, in milliseconds of the epoch
   * @param clock the clock
   */
  public static <K, V> BoundedCache<K, V> ofBytes(
      long maximum, ToIntFunction<V> weight, ToLongFunction<V> end, InstantSource clock) {
    // No thread of a pool: it may be busy with work that waits for us.
    return new BoundedCache<>(
        Caffeine.newBuilder()
            .maximumWeight(maximum)
            .<K, V>weigher((key, value) -> weight.applyAsInt(value))
            .expireAfter(
                Expiry.<K, V>creating(
                    (key, value) ->
                        Duration.ofMillis(Math.max(0, end.applyAsLong(value) - clock.millis()))))
            .ticker(() -> clock.millis() * 1_000_000)
            .executor(Runnable::run)
            .build());
  }

  /** The value of a key. */
  public @Nullable V get(K key) {
    return entries.getIfPresent(key);
  }

  /** Remembers a value, in the place of the one before. */
  public void put(K key, V value) {
    entries.put(key, value);
  }

  /** Forgets a value, unless another has taken its place. */
  public void remove(K key, V value) {
    entries.asMap().remove(key, value);
  }

  /** Forgets all values of which something is true; looks at each of them. */
  public void removeIf(Predicate<V> condition) {
    entries.asMap().values().removeIf(condition);
  }

  /** Forgets everything. */
  public void clear() {
    entries.invalidateAll();
  }

  /** How many entries there are, once those beyond the bound are gone. */
  public long size() {
    entries.cleanUp();
    return entries.estimatedSize();
  }
}

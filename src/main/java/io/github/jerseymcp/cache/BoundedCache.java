package io.github.jerseymcp.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import io.github.jerseymcp.time.Clocks;
import io.github.jerseymcp.time.Ticker;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A cache that never outgrows its bound: what is used least is forgotten first. Reading takes no
 * lock. Thread-safe.
 */
public final class BoundedCache<K, V> {

  private final Supplier<Cache<K, V>> making;
  private volatile @Nullable Cache<K, V> entries;

  private BoundedCache(Supplier<Cache<K, V>> making) {
    this.making = making;
  }

  /** A cache of so many entries. */
  public static <K, V> BoundedCache<K, V> ofEntries(long maximum) {
    return new BoundedCache<>(
        () -> Caffeine.newBuilder().maximumSize(maximum).executor(Runnable::run).build());
  }

  /**
   * A cache of so many bytes, whose entries are also forgotten some time after their end. Whether
   * an entry still counts is for the reader to check.
   *
   * @param maximum the bound, in bytes
   * @param weight how many bytes an entry takes, its key included
   * @param end when an entry is of no use any more, in milliseconds of the epoch
   * @param clocks what tells how long an entry still lives, and how much of that has passed
   */
  public static <K, V> BoundedCache<K, V> ofBytes(
      long maximum, ToIntFunction<V> weight, ToLongFunction<V> end, Clocks clocks) {
    // No thread of a pool: it may be busy with work that waits for us.
    return new BoundedCache<>(
        () ->
            Caffeine.newBuilder()
                .maximumWeight(maximum)
                .<K, V>weigher((key, value) -> weight.applyAsInt(value))
                .expireAfter(
                    Expiry.<K, V>creating(
                        (key, value) ->
                            Duration.ofMillis(
                                Math.max(0, end.applyAsLong(value) - clocks.now().toEpochMilli()))))
                .ticker(clocks::nanos)
                .executor(Runnable::run)
                .build());
  }

  /**
   * A cache of so much weight, whose entries are also forgotten when nobody has asked for them for
   * some time.
   *
   * @param ticker what measures this time
   */
  public static <K, V> BoundedCache<K, V> ofWeight(
      long maximum, ToIntFunction<V> weight, Duration unused, Ticker ticker) {
    return new BoundedCache<>(
        () ->
            Caffeine.newBuilder()
                .maximumWeight(maximum)
                .<K, V>weigher((key, value) -> weight.applyAsInt(value))
                .expireAfterAccess(unused)
                .ticker(ticker::nanos)
                .executor(Runnable::run)
                .build());
  }

  /** The value of a key. */
  public @Nullable V get(K key) {
    Cache<K, V> made = entries;
    return made == null ? null : made.getIfPresent(key);
  }

  /** Remembers a value, in the place of the one before. */
  public void put(K key, V value) {
    Cache<K, V> made = entries;
    (made == null ? make() : made).put(key, value);
  }

  /** Forgets a value, unless another has taken its place. */
  public void remove(K key, V value) {
    Cache<K, V> made = entries;
    if (made != null) {
      made.asMap().remove(key, value);
    }
  }

  /** Forgets whatever is remembered under a key. */
  public void forget(K key) {
    Cache<K, V> made = entries;
    if (made != null) {
      made.invalidate(key);
    }
  }

  /** Remembers a value in the place of another, unless that has gone. */
  public void replace(K key, V before, V value) {
    Cache<K, V> made = entries;
    if (made != null) {
      made.asMap().replace(key, before, value);
    }
  }

  /** Forgets all values of which something is true; looks at each of them. */
  public void removeIf(Predicate<V> condition) {
    Cache<K, V> made = entries;
    if (made != null) {
      made.asMap().values().removeIf(condition);
    }
  }

  /** Forgets everything. */
  public void clear() {
    Cache<K, V> made = entries;
    if (made != null) {
      made.invalidateAll();
    }
  }

  /** How many entries there are, once those beyond the bound are gone. */
  public long size() {
    Cache<K, V> made = entries;
    if (made == null) {
      return 0;
    }
    made.cleanUp();
    return made.estimatedSize();
  }

  /** How many entries there are, some of those beyond the bound among them; tidies nothing. */
  public long about() {
    Cache<K, V> made = entries;
    return made == null ? 0 : made.estimatedSize();
  }

  /** For the first entry only: a process that has just begun takes long to load what it needs. */
  private synchronized Cache<K, V> make() {
    Cache<K, V> made = entries;
    if (made == null) {
      made = making.get();
      entries = made;
    }
    return made;
  }
}

package io.github.jerseymcp.rate;

import io.github.jerseymcp.time.Ticker;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * Counts in the memory of this process, for itself alone. A correction of the wall clock has no
 * influence. It never waits, and never fails. Thread-safe.
 *
 * <p>For each {@linkplain RateKey.Kind kind} there are places for so many keys that are in debt,
 * which is for one period after the last time at most. While all are taken, new keys share some
 * thousand further places with each other, and so their rates: whoever makes new keys makes
 * nobody's debt forgotten, and takes the share of other new keys only.
 */
public final class InMemoryRateLimiter implements RateLimiter {

  /** How many keys of each kind have a place of their own, unless something else is said. */
  public static final int STANDARD_KEYS = 50_000;

  private static final int MOST_KEYS = 10_000_000;

  private final Map<RateKey.Kind, DebtTable> tables = new EnumMap<>(RateKey.Kind.class);

  /** A limiter with {@link #STANDARD_KEYS} places. */
  public InMemoryRateLimiter() {
    this(Ticker.system());
  }

  /** The same with a ticker of its own. */
  public InMemoryRateLimiter(Ticker ticker) {
    this(STANDARD_KEYS, ticker);
  }

  /**
   * A limiter with another number of places.
   *
   * @param keys how many keys of each kind have a place of their own: 1 to 10,000,000; each takes
   *     some 300 bytes at most
   * @param ticker measures the time
   * @throws IllegalArgumentException if the number is out of its range
   */
  public InMemoryRateLimiter(int keys, Ticker ticker) {
    if (keys < 1 || keys > MOST_KEYS) {
      throw new IllegalArgumentException("The number of keys must be from 1 to " + MOST_KEYS);
    }
    for (RateKey.Kind kind : RateKey.Kind.values()) {
      tables.put(kind, new DebtTable(keys, ticker));
    }
  }

  /** Each one that is taken is a debt of one interval; no more than the period may be owed. */
  @Override
  public RateDecision tryTake(RateKey key, Rate rate) {
    DebtTable table = Objects.requireNonNull(tables.get(key.kind()));
    long interval = rate.interval();
    long most = interval * (rate.limit() - 1);
    long now = table.now();
    long before =
        table.getAndUpdate(key, now, until -> until - now > most ? until : until + interval);
    long wait = before - now - most;
    return wait <= 0 ? RateDecision.allowed() : RateDecision.refusedFor(Duration.ofNanos(wait));
  }

  @Override
  public void giveBack(RateKey key, Rate rate) {
    DebtTable table = Objects.requireNonNull(tables.get(key.kind()));
    long now = table.now();
    long interval = rate.interval();
    table.getAndUpdate(key, now, until -> Math.max(now, until - interval));
  }

  /** How many keys have a place of their own at present. */
  public int size() {
    return tables.values().stream().mapToInt(DebtTable::size).sum();
  }
}

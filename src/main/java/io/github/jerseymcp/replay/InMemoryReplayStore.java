package io.github.jerseymcp.replay;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replay store in the memory of one process. Right for a single node only: a proof that one node
 * has seen can be replayed at another, or after a restart.
 *
 * <p>Holds a bounded number of entries, each some 200 bytes. When all of them live, it throws
 * {@link ReplayStoreUnavailableException} rather than forget one: refused is better than replayed.
 * With the window of 300 seconds, the default of 250,000 entries (50 MB) stands some 800 new proofs
 * a second. Every claim removes a few expired entries, so there is no background thread and no
 * pause. Thread-safe.
 */
public final class InMemoryReplayStore implements ReplayStore {

  /** The default bound. */
  public static final int DEFAULT_MAXIMUM_ENTRIES = 250_000;

  private static final Logger LOG = LoggerFactory.getLogger(InMemoryReplayStore.class);
  private static final int PARTS = 16;
  private static final int REMOVED_PER_CLAIM = 4;
  private static final int LONGEST_KEY = 64;

  private final int maximumEntries;
  private final InstantSource time;
  private final AtomicInteger entries = new AtomicInteger();
  private final ExpiringKeys[] parts = new ExpiringKeys[PARTS];
  private final OutageLog outages;

  /** A store with the default bound. */
  public InMemoryReplayStore(InstantSource time) {
    this(DEFAULT_MAXIMUM_ENTRIES, time);
  }

  /**
   * A store with another bound.
   *
   * @throws IllegalArgumentException if the bound is not from 1 to 100,000,000
   */
  public InMemoryReplayStore(int maximumEntries, InstantSource time) {
    if (maximumEntries < 1 || maximumEntries > 100_000_000) {
      throw new IllegalArgumentException(
          "The maximum number of entries of the replay store must be from 1 to 100000000");
    }
    this.maximumEntries = maximumEntries;
    this.time = Objects.requireNonNull(time, "time");
    this.outages = new OutageLog(LOG, "in-memory", time);
    for (int i = 0; i < PARTS; i++) {
      parts[i] = new ExpiringKeys();
    }
    LOG.info("Used proofs are remembered in memory: several nodes need a store that they share");
  }

  @Override
  public boolean claim(String key, Instant expiresAt) {
    if (key.length() > LONGEST_KEY) {
      throw new IllegalArgumentException("A key has at most 64 characters");
    }
    long now = time.millis();
    long expiry = expiresAt.toEpochMilli();
    if (expiry <= now) {
      return false;
    }
    ExpiringKeys part = parts[Math.floorMod(spread(key.hashCode()), PARTS)];
    entries.addAndGet(-part.removeExpired(REMOVED_PER_CLAIM, now));
    reserve(now);
    boolean added = part.add(key, expiry, now);
    if (!added) {
      entries.decrementAndGet();
    }
    return added;
  }

  /** How many entries there are, expired ones that are still to be removed among them. */
  public int size() {
    return entries.get();
  }

  private void reserve(long now) {
    if (tryReserve()) {
      outages.available();
      return;
    }
    for (ExpiringKeys part : parts) {
      entries.addAndGet(-part.removeExpired(REMOVED_PER_CLAIM, now));
    }
    if (!tryReserve()) {
      throw outages.unavailable("it is full; raise its bound");
    }
  }

  private boolean tryReserve() {
    int present = entries.get();
    while (present < maximumEntries) {
      if (entries.compareAndSet(present, present + 1)) {
        return true;
      }
      present = entries.get();
    }
    return false;
  }

  private static int spread(int hash) {
    return hash ^ (hash >>> 16);
  }
}

package io.github.jerseymcp.replay;

import org.jspecify.annotations.Nullable;

/**
 * A part of the in-memory store, with a lock of its own. It is small, unless the bound of the store
 * is above eight million, so that a search or a growth holds the lock for a short time.
 * Thread-safe.
 */
final class ProofTable {

  /** What became of a claim. */
  enum Outcome {
    GRANTED,
    TAKEN,
    FORGOTTEN,
    FULL
  }

  private final Capacity capacity;
  private HashEntries entries = new HashEntries();

  ProofTable(Capacity capacity) {
    this.capacity = capacity;
  }

  /** Claims a key by its hash; times in milliseconds. */
  synchronized Outcome claim(long high, long low, long expiresAt, long now) {
    if (entries.isLive(high, low, now)) {
      return Outcome.TAKEN;
    }
    // What was forgotten may be this very key, if another thread read the clock after this one did,
    // or if the clock was set back.
    if (entries.mayHaveForgotten(expiresAt)) {
      return Outcome.FORGOTTEN;
    }
    int slot = entries.slot(high, now);
    while (slot == HashEntries.NO_SLOT) {
      // A table does not grow for claims that are refused anyway.
      if (!capacity.isLeft() || !grow(now)) {
        return Outcome.FULL;
      }
      slot = entries.slot(high, now);
    }
    if (entries.isFree(slot) && !capacity.take()) {
      return Outcome.FULL;
    }
    entries.put(slot, high, low, expiresAt);
    return Outcome.GRANTED;
  }

  /** How many entries there is memory for. */
  synchronized int slots() {
    return entries.slots();
  }

  private boolean grow(long now) {
    removeExpired(now);
    @Nullable HashEntries larger = entries.larger();
    if (larger == null) {
      return false;
    }
    entries = larger;
    return true;
  }

  /** How many entries there are, expired ones among them. */
  synchronized int size() {
    return entries.count(Long.MIN_VALUE);
  }

  /** How many entries live. */
  synchronized int live(long now) {
    return entries.count(now);
  }

  /** Removes what has expired, and says how many entries that were. */
  synchronized int removeExpired(long now) {
    int removed = entries.mayHaveExpired(now) ? entries.removeExpired(now) : 0;
    capacity.give(removed);
    return removed;
  }
}

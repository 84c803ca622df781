package io.github.jerseymcp.replay;

/**
 * A part of the in-memory store: hashes with their expiry, and the order in which they expire.
 * Small, so that it grows within a fraction of a millisecond. Thread-safe.
 */
final class ProofTable {

  /** What became of a claim. */
  enum Outcome {
    GRANTED,
    TAKEN,
    FULL
  }

  private static final int REMOVED_PER_CLAIM = 4;

  private final Room room;
  private final HashEntries entries = new HashEntries();
  private final ExpiryHeap byExpiry = new ExpiryHeap();

  /** The latest expiry of an entry that was removed. */
  private long forgotten = Long.MIN_VALUE;

  ProofTable(Room room) {
    this.room = room;
  }

  /** Claims a key by its hash; times in milliseconds. */
  synchronized Outcome claim(long high, long low, long expiresAt, long now) {
    // Looked up first, so that the processor can wait for memory here and below at once.
    boolean taken = entries.isLive(high, low, now);
    int removed = remove(now);
    // What was removed may be this very key, if another thread read the clock after this one did,
    // or if the clock went back.
    if (taken || expiresAt <= forgotten) {
      room.give(removed);
      return Outcome.TAKEN;
    }
    if (entries.isAtLimit() || !room.exchange(removed)) {
      room.give(removed);
      return Outcome.FULL;
    }
    byExpiry.add(expiresAt, entries.add(high, low, expiresAt));
    return Outcome.GRANTED;
  }

  /** Removes a few expired entries, and says how many. */
  synchronized int removeExpired(long now) {
    int removed = remove(now);
    room.give(removed);
    return removed;
  }

  /** When the next entry expires. */
  synchronized long earliest() {
    return byExpiry.earliest();
  }

  private int remove(long now) {
    int removed = 0;
    while (removed < REMOVED_PER_CLAIM && byExpiry.earliest() <= now) {
      forgotten = Math.max(forgotten, byExpiry.earliest());
      entries.remove(byExpiry.removeEarliest());
      removed++;
    }
    return removed;
  }
}

package io.github.jerseymcp.replay;

/**
 * All tables of an in-memory store. So many that they stay small, whatever their bound, and that
 * threads seldom meet at one. Thread-safe.
 */
final class ProofTables {

  private static final int LEAST = 16;
  private static final int MOST = 4096;
  private static final int ENTRIES_PER_TABLE = 2048;
  private static final int SEARCHED = 64;

  private final ProofTable[] tables;
  private final Capacity capacity;

  ProofTables(int maximumEntries) {
    capacity = new Capacity(maximumEntries);
    int least = Math.min(MOST, Math.max(LEAST, maximumEntries / ENTRIES_PER_TABLE));
    tables = new ProofTable[Integer.highestOneBit(2 * least - 1)];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = new ProofTable(capacity);
    }
  }

  ProofTable.Outcome claim(long high, long low, long expiresAt, long now) {
    return tables[table(low)].claim(high, low, expiresAt, now);
  }

  /**
   * Removes what has expired in the first table where there is any.
   *
   * @return whether there is room now, also if it was another thread that made it
   */
  boolean makeRoom(long low, long now) {
    for (int i = 0; i < Math.min(SEARCHED, tables.length); i++) {
      // Not always the same one first.
      if (tables[table(low + i)].removeExpired(now) > 0) {
        return true;
      }
    }
    return capacity.isLeft();
  }

  /** Whether nine of ten entries live. Looks at some of the tables only: all are alike. */
  boolean isNearlyFull(long now) {
    if (!isMostOf(capacity.taken(), capacity.most())) {
      return false;
    }
    long taken = 0;
    long live = 0;
    for (int i = 0; i < Math.min(SEARCHED, tables.length); i++) {
      taken += tables[i].size();
      live += tables[i].live(now);
    }
    // Of all entries as many live as of those that were looked at.
    return taken > 0 && isMostOf(capacity.taken() * live / taken, capacity.most());
  }

  private static boolean isMostOf(long part, long whole) {
    return part * 10 >= whole * 9;
  }

  int size() {
    return capacity.taken();
  }

  private int table(long low) {
    // Within a table the other half of the hash decides.
    return (int) low & (tables.length - 1);
  }
}

package io.github.jerseymcp.replay;

/**
 * All tables of an in-memory store. So many that they stay small, whatever their bound, and that
 * threads seldom meet at one. Thread-safe.
 */
final class ProofTables {

  private static final int LEAST = 16;
  private static final int MOST = 4096;
  private static final int ENTRIES_PER_TABLE = 8192;

  private final ProofTable[] tables;
  private final Room room;

  /** No entry expires before this, as of the last look when there was no room. */
  private volatile long fullUntil = Long.MIN_VALUE;

  ProofTables(int maximumEntries) {
    room = new Room(maximumEntries);
    int least = Math.min(MOST, Math.max(LEAST, maximumEntries / ENTRIES_PER_TABLE));
    tables = new ProofTable[Integer.highestOneBit(2 * least - 1)];
    for (int i = 0; i < tables.length; i++) {
      tables[i] = new ProofTable(room);
    }
  }

  ProofTable.Outcome claim(long high, long low, long expiresAt, long now) {
    return tables[table(low)].claim(high, low, expiresAt, now);
  }

  /** Removes a few expired entries wherever there are any, and says whether there were. */
  boolean makeRoom(long low, long now) {
    if (now < fullUntil) {
      return false;
    }
    long earliest = Long.MAX_VALUE;
    for (int i = 0; i < tables.length; i++) {
      // Not always the same one first.
      ProofTable table = tables[table(low + i)];
      if (table.removeExpired(now) > 0) {
        return true;
      }
      earliest = Math.min(earliest, table.earliest());
    }
    fullUntil = earliest;
    return false;
  }

  int size() {
    return room.taken();
  }

  private int table(long low) {
    // Within a table the other half of the hash decides.
    return (int) low & (tables.length - 1);
  }
}

package io.github.jerseymcp.replay;

/**
 * Between which expiries entries were forgotten. While the clock only goes forward that is what
 * lies behind, and no matter. A clock that was set ahead and back leaves two stretches: what was
 * forgotten while it was ahead, and the rest; what lies between them was never there. More than two
 * are joined. Times in milliseconds. Not thread-safe.
 */
final class Forgotten {

  /** Expiries that are nearer than this are of one stretch: about the life of a proof. */
  private static final long GAP = 600_000;

  private static final long NONE = Long.MAX_VALUE;

  private long from = NONE;
  private long to = Long.MIN_VALUE;
  private long laterFrom = NONE;
  private long laterTo = Long.MIN_VALUE;

  /** Notes that an entry with this expiry is no longer known. */
  void add(long expiry) {
    if (from == NONE || isNear(expiry, from, to)) {
      from = Math.min(from, expiry);
      to = Math.max(to, expiry);
    } else if (laterFrom != NONE && isNear(expiry, laterFrom, laterTo)) {
      laterFrom = Math.min(laterFrom, expiry);
      laterTo = Math.max(laterTo, expiry);
    } else if (expiry < from) {
      joinBothAsTheLater();
      from = expiry;
      to = expiry;
    } else {
      joinBothAsTheEarlier();
      laterFrom = expiry;
      laterTo = expiry;
    }
  }

  /** Whether an entry with this expiry may have been known. */
  boolean mayHaveKnown(long expiry) {
    return (expiry <= to && expiry >= from) || (expiry <= laterTo && expiry >= laterFrom);
  }

  private static boolean isNear(long expiry, long from, long to) {
    return expiry >= from - GAP && expiry <= to + GAP;
  }

  private void joinBothAsTheLater() {
    laterFrom = Math.min(laterFrom, from);
    laterTo = Math.max(laterTo, to);
  }

  private void joinBothAsTheEarlier() {
    if (laterFrom != NONE) {
      from = Math.min(from, laterFrom);
      to = Math.max(to, laterTo);
    }
  }
}

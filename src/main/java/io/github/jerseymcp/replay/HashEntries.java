package io.github.jerseymcp.replay;

import org.jspecify.annotations.Nullable;

/**
 * Hashes with their expiry, in an array of primitives: a table of buckets, of which each hash has
 * two to be in. An entry that has expired stays until another one takes its slot, so that a look or
 * an addition reads two buckets and nothing else, whatever is there. Not thread-safe.
 */
final class HashEntries {

  /** Says that there is no slot: live entries have taken all slots that a hash may have. */
  static final int NO_SLOT = -1;

  /** How many bits are kept of the second half of a hash, besides the whole of the first one. */
  private static final int REST_BITS = 20;

  /** The latest expiry that can be told, in milliseconds of the epoch: in the year 2527. */
  static final long LATEST = (1L << (64 - REST_BITS)) - 1;

  private static final long REST = (1L << REST_BITS) - 1;
  private static final int MOST_BUCKETS = 1 << 14;
  private static final int LONGS = 2;

  /**
   * Eight entries. With two buckets to choose from, three slots of four are taken before two full
   * ones are met; with four entries, it would be half of them.
   */
  private static final int BUCKET = 8 * LONGS;

  /**
   * For each entry the first half of its hash, then its expiry with the rest in the lowest bits:
   * side by side, so that few lines of the processor's cache are read. What is zero is free.
   */
  private final long[] memory;

  private final int buckets;

  /** No entry expires before this; one that has lost its slot since may have. */
  private long earliest = Long.MAX_VALUE;

  private Forgotten forgotten = new Forgotten();

  HashEntries() {
    this(1);
  }

  private HashEntries(int buckets) {
    this.buckets = buckets;
    this.memory = new long[buckets * BUCKET];
  }

  /** Whether there is an entry with this hash that lives; times in milliseconds. */
  boolean isLive(long high, long low, long now) {
    return isLive(bucket(high >>> 32), high, low, now) || isLive(bucket(high), high, low, now);
  }

  private boolean isLive(int bucket, long high, long low, long now) {
    for (int at = bucket; at < bucket + BUCKET; at += LONGS) {
      // Almost never equal, so that the processor reads ahead, into the other bucket too.
      if (memory[at] == high
          && (memory[at + 1] & REST) == rest(low)
          && memory[at + 1] >>> REST_BITS > now) {
        return true;
      }
    }
    return false;
  }

  /** A slot for an entry with this hash, in the emptier one of its buckets, or {@link #NO_SLOT}. */
  int slot(long high, long now) {
    int first = bucket(high >>> 32);
    int second = bucket(high);
    int emptier = live(second, now) < live(first, now) ? second : first;
    int slot = NO_SLOT;
    for (int at = emptier; at < emptier + BUCKET; at += LONGS) {
      long expiry = memory[at + 1] >>> REST_BITS;
      if (expiry <= now && (slot == NO_SLOT || expiry != 0)) {
        slot = at;
      }
    }
    return slot;
  }

  private int live(int bucket, long now) {
    int live = 0;
    for (int at = bucket; at < bucket + BUCKET; at += LONGS) {
      // The sign of the difference: a branch here could not be predicted.
      live += (int) ((now - (memory[at + 1] >>> REST_BITS)) >>> 63);
    }
    return live;
  }

  /** Whether a slot was never taken, or has been cleared. */
  boolean isFree(int slot) {
    return memory[slot + 1] == 0;
  }

  /** Puts an entry where {@link #slot} says, instead of the one that has expired there. */
  void put(int slot, long high, long low, long expiry) {
    if (memory[slot + 1] != 0) {
      forgotten.add(memory[slot + 1] >>> REST_BITS);
    }
    earliest = Math.min(earliest, expiry);
    memory[slot] = high;
    memory[slot + 1] = expiry << REST_BITS | rest(low);
  }

  /** Clears the slots of all that has expired, and says how many. */
  int removeExpired(long now) {
    int removed = 0;
    earliest = Long.MAX_VALUE;
    for (int at = 0; at < memory.length; at += LONGS) {
      long expiry = memory[at + 1] >>> REST_BITS;
      if (expiry > now) {
        earliest = Math.min(earliest, expiry);
      } else if (expiry != 0) {
        forgotten.add(expiry);
        memory[at] = 0;
        memory[at + 1] = 0;
        removed++;
      }
    }
    return removed;
  }

  /** How many entries have not expired at this time. */
  int count(long now) {
    int count = 0;
    for (int at = 0; at < memory.length; at += LONGS) {
      if (memory[at + 1] != 0 && memory[at + 1] >>> REST_BITS > now) {
        count++;
      }
    }
    return count;
  }

  /** How many entries there is memory for. */
  int slots() {
    return memory.length / LONGS;
  }

  /** Whether an entry may have expired. */
  boolean mayHaveExpired(long now) {
    return earliest <= now;
  }

  /** Whether there may have been an entry with this expiry that is no longer known. */
  boolean mayHaveForgotten(long expiry) {
    return forgotten.mayHaveKnown(expiry);
  }

  /**
   * The same entries with more room, or null if that is the limit, which hashes do not reach by
   * chance.
   */
  @Nullable HashEntries larger() {
    for (int more = next(buckets); more <= MOST_BUCKETS; more = next(more)) {
      HashEntries larger = new HashEntries(more);
      if (larger.takesAllOf(this)) {
        return larger;
      }
    }
    return null;
  }

  private boolean takesAllOf(HashEntries other) {
    earliest = other.earliest;
    forgotten = other.forgotten;
    for (int at = 0; at < other.memory.length; at += LONGS) {
      if (!other.isFree(at)) {
        int slot = slot(other.memory[at], 0);
        if (slot == NO_SLOT) {
          return false;
        }
        memory[slot] = other.memory[at];
        memory[slot + 1] = other.memory[at + 1];
      }
    }
    return true;
  }

  private static int next(int buckets) {
    return buckets + (buckets + 1) / 2;
  }

  /** Where the bucket of 32 bits begins: they are a fraction of the table. */
  private int bucket(long half) {
    return (int) (((half & 0xffff_ffffL) * buckets) >>> 32) * BUCKET;
  }

  private static long rest(long low) {
    return low >>> (64 - REST_BITS);
  }
}

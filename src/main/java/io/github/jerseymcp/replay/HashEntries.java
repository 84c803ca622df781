package io.github.jerseymcp.replay;

import java.util.Arrays;

/**
 * Hashes of 128 bits with their expiry, in arrays of primitives: a hash table with chains. An entry
 * keeps its index for as long as it is there. Not thread-safe.
 */
final class HashEntries {

  /** How many entries there is room for at first. */
  static final int LEAST = 8;

  /** How many bits an index has. */
  static final int INDEX_BITS = 16;

  /** The latest expiry that can be told, in milliseconds of the epoch: in the year 6429. */
  static final long LATEST = (1L << (63 - INDEX_BITS)) - 1;

  private static final int MOST = (1 << INDEX_BITS) - 1;
  private static final int LONGS = 3;

  /**
   * The two halves of each hash, and its expiry with the link to the next entry in the lowest bits:
   * side by side, so that a look reads them at once. A link is an index and one; 0 links nowhere.
   */
  private long[] memory = new long[LEAST * LONGS];

  /** Each a link to the first entry of a chain. */
  private char[] chains = new char[LEAST];

  private int used;
  private int free;

  /** How many entries to have room for when so many are too few. */
  static int larger(int present) {
    return Math.min(MOST, present + present / 2);
  }

  /** Whether no entry can be added: at eight times the number that is expected here. */
  boolean isAtLimit() {
    return free == 0 && used == MOST;
  }

  /** Whether there is an entry with this hash that lives. */
  boolean isLive(long high, long low, long now) {
    for (int link = chains[chain(high)]; link != 0; link = next(link - 1)) {
      int at = (link - 1) * LONGS;
      if (memory[at] == high && memory[at + 1] == low && memory[at + 2] >> INDEX_BITS > now) {
        return true;
      }
    }
    return false;
  }

  /** Adds an entry, and says its index. An expired one with the same hash does not matter. */
  int add(long high, long low, long expiry) {
    int index = place();
    memory[index * LONGS] = high;
    memory[index * LONGS + 1] = low;
    memory[index * LONGS + 2] = expiry << INDEX_BITS;
    chainUp(index);
    return index;
  }

  void remove(int index) {
    int chain = chain(memory[index * LONGS]);
    int link = index + 1;
    if (chains[chain] == link) {
      chains[chain] = (char) next(index);
    } else {
      int before = chains[chain] - 1;
      while (next(before) != link) {
        before = next(before) - 1;
      }
      link(before, next(index));
    }
    link(index, free);
    free = link;
  }

  private int place() {
    if (free != 0) {
      int index = free - 1;
      free = next(index);
      return index;
    }
    if (used == chains.length) {
      grow();
    }
    return used++;
  }

  /** All places are taken: else there would be a free one. */
  private void grow() {
    int count = larger(used);
    memory = Arrays.copyOf(memory, count * LONGS);
    chains = new char[count];
    for (int index = 0; index < used; index++) {
      chainUp(index);
    }
  }

  private void chainUp(int index) {
    int chain = chain(memory[index * LONGS]);
    link(index, chains[chain]);
    chains[chain] = (char) (index + 1);
  }

  private int next(int index) {
    return (int) memory[index * LONGS + 2] & MOST;
  }

  private void link(int index, int link) {
    int at = index * LONGS + 2;
    memory[at] = (memory[at] & ~(long) MOST) | link;
  }

  private int chain(long high) {
    // The upper half as a fraction of the table, whose size is no power of two.
    return (int) (((high >>> 32) * chains.length) >>> 32);
  }
}

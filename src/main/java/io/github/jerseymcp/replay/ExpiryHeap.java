package io.github.jerseymcp.replay;

import java.util.Arrays;

/**
 * Entries by expiry: a heap in which each node has eight children, which share a line or two of the
 * processor's cache. Proofs come almost in the order in which they expire, so that adding one takes
 * a single step; removing one takes as many as the heap has levels, five for 30,000. Not
 * thread-safe.
 */
final class ExpiryHeap {

  private static final int CHILDREN = 8;
  private static final int INDEX_MASK = (1 << HashEntries.INDEX_BITS) - 1;

  /** Each the expiry, and in the lowest bits the index of the entry. */
  private long[] nodes = new long[HashEntries.LEAST];

  private int size;

  /** The earliest expiry, or the end of time. */
  long earliest() {
    return size == 0 ? Long.MAX_VALUE : nodes[0] >> HashEntries.INDEX_BITS;
  }

  void add(long expiry, int index) {
    if (size == nodes.length) {
      nodes = Arrays.copyOf(nodes, HashEntries.larger(size));
    }
    long node = (expiry << HashEntries.INDEX_BITS) | index;
    int at = size++;
    while (at > 0) {
      int parent = (at - 1) / CHILDREN;
      if (nodes[parent] <= node) {
        break;
      }
      nodes[at] = nodes[parent];
      at = parent;
    }
    nodes[at] = node;
  }

  /** Removes the earliest, and says the index of its entry. */
  int removeEarliest() {
    int index = (int) nodes[0] & INDEX_MASK;
    size--;
    long node = nodes[size];
    int at = 0;
    for (int child = 1; child < size; child = at * CHILDREN + 1) {
      int least = least(child);
      if (node <= nodes[least]) {
        break;
      }
      nodes[at] = nodes[least];
      at = least;
    }
    nodes[at] = node;
    return index;
  }

  private int least(int first) {
    int end = Math.min(first + CHILDREN, size);
    int least = first;
    for (int child = first + 1; child < end; child++) {
      if (nodes[child] < nodes[least]) {
        least = child;
      }
    }
    return least;
  }
}

package io.github.jerseymcp.mcp;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * The latest request ids of one session, so that none is used twice (JSON-RPC in MCP: ids must not
 * have been used before in the session). Bounded: what was used long ago is forgotten. Thread-safe.
 */
final class UsedIds {

  private static final int FIRST = 16;
  private static final int REMEMBERED = 1024;

  private final Set<Long> seen = new HashSet<>();
  private long[] order = new long[FIRST];
  private int next;

  /** Whether the id is new; it is used from now on. */
  synchronized boolean use(Object id) {
    long key = keyOf(id);
    if (!seen.add(key)) {
      return false;
    }
    if (next == order.length && order.length < REMEMBERED) {
      order = Arrays.copyOf(order, order.length * 2);
    }
    int place = next % order.length;
    if (next >= order.length) {
      seen.remove(order[place]);
    }
    order[place] = key;
    next = next + 1 == 2 * REMEMBERED ? REMEMBERED : next + 1;
    return true;
  }

  /** Texts and numbers are different ids; 64 bits tell those of one session apart. */
  private static long keyOf(Object id) {
    if (id instanceof Long number) {
      return number * 2;
    }
    long hash = 0xcbf29ce484222325L;
    for (char c : id.toString().toCharArray()) {
      hash = (hash ^ c) * 0x100000001b3L;
    }
    return hash | 1;
  }
}

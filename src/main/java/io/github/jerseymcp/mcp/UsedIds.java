package io.github.jerseymcp.mcp;

import java.util.Arrays;

/**
 * The latest request ids of one session, so that none is used twice (JSON-RPC in MCP: ids must not
 * have been used before in the session). Bounded: what was used long ago is forgotten. Thread-safe.
 */
final class UsedIds {

  private static final int FIRST = 16;
  private static final int REMEMBERED = 256;

  private long[] latest = new long[FIRST];
  private int used;
  private int next;

  /** Whether the id is new; it is used from now on. */
  synchronized boolean use(Object id) {
    long key = keyOf(id);
    for (int i = 0; i < used; i++) {
      if (latest[i] == key) {
        return false;
      }
    }
    if (used == latest.length && used < REMEMBERED) {
      latest = Arrays.copyOf(latest, used * 2);
    }
    if (used < latest.length) {
      latest[used++] = key;
    } else {
      latest[next] = key;
      next = (next + 1) % REMEMBERED;
    }
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

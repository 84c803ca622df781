package io.github.jerseymcp.mcp.session;

import java.util.Arrays;

/**
 * The latest request ids of one session, so that none is used twice (JSON-RPC in MCP: ids must not
 * have been used before in the session). Bounded: what was used long ago is forgotten. Thread-safe.
 */
final class UsedIds {

  private final Latest numbers = new Latest();
  private final Latest texts = new Latest();

  /** Whether the id is new; it is used from now on. Texts and numbers are different ids. */
  synchronized boolean use(Object id) {
    return id instanceof Long number ? numbers.use(number) : texts.use(hashOf(id));
  }

  /** Lets an id be used again, since its request was refused and may be repeated. */
  synchronized void forget(Object id) {
    if (id instanceof Long number) {
      numbers.forget(number);
    } else {
      texts.forget(hashOf(id));
    }
  }

  /** 64 bits tell the texts of one session apart. */
  private static long hashOf(Object id) {
    long hash = 0xcbf29ce484222325L;
    for (char c : id.toString().toCharArray()) {
      hash = (hash ^ c) * 0x100000001b3L;
    }
    return hash;
  }

  private static final class Latest {

    private static final int FIRST = 16;
    private static final int REMEMBERED = 256;

    private long[] keys = new long[FIRST];
    private int used;
    private int next;

    boolean use(long key) {
      if (indexOf(key) >= 0) {
        return false;
      }
      if (used == keys.length && used < REMEMBERED) {
        keys = Arrays.copyOf(keys, used * 2);
      }
      if (used < keys.length) {
        keys[used++] = key;
      } else {
        keys[next] = key;
        next = (next + 1) % REMEMBERED;
      }
      return true;
    }

    /** Puts the newest in its place, which may shorten the memory of that one. */
    void forget(long key) {
      int index = indexOf(key);
      if (index >= 0) {
        keys[index] = keys[--used];
        next = 0;
      }
    }

    private int indexOf(long key) {
      for (int i = 0; i < used; i++) {
        if (keys[i] == key) {
          return i;
        }
      }
      return -1;
    }
  }
}

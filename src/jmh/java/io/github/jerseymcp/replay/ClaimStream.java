package io.github.jerseymcp.replay;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** New keys, one after another, as a replay store gets them. For one thread. */
final class ClaimStream {

  private static final byte[] ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
          .getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTH = 43;
  private static final int BATCH = 256;

  private final SteadyClock clock;
  private final byte[] text = new byte[LENGTH];
  private long state;
  private int inBatch;
  private Instant expiresAt = Instant.EPOCH;

  ClaimStream(SteadyClock clock, long seed) {
    this.clock = clock;
    this.state = mix(seed);
  }

  /** A key of 43 characters that was never there before, and whose hash code is not known yet. */
  String nextKey() {
    for (int i = 0; i < LENGTH; ) {
      state += 0x9e3779b97f4a7c15L;
      long bits = mix(state);
      for (int k = 0; k < 10 && i < LENGTH; k++) {
        text[i++] = ALPHABET[(int) (bits & 63)];
        bits >>>= 6;
      }
    }
    return new String(text, StandardCharsets.ISO_8859_1);
  }

  /** When the next key expires; moves the clock as time would pass at a steady rate. */
  Instant nextExpiry() {
    if (inBatch == 0) {
      clock.passed(BATCH);
      expiresAt = Instant.ofEpochMilli(clock.millis() + SteadyClock.LIFETIME);
      inBatch = BATCH;
    }
    inBatch--;
    return expiresAt;
  }

  /** Claims the next key, and says whether there was room for it. */
  boolean claimNext(ReplayStore store) {
    return claim(store, nextKey(), nextExpiry());
  }

  /** Claims a key, and says whether there was room for it. */
  static boolean claim(ReplayStore store, String key, Instant expiresAt) {
    try {
      store.claim(key, expiresAt);
      return true;
    } catch (ReplayStoreUnavailableException e) {
      return false;
    }
  }

  private static long mix(long z) {
    long y = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    long x = (y ^ (y >>> 27)) * 0x94d049bb133111ebL;
    return x ^ (x >>> 31);
  }
}

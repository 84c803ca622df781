package io.github.jerseymcp.replay;

import io.github.jerseymcp.account.CallerKey;
import io.github.jerseymcp.jose.Sha256;
import io.github.jerseymcp.time.Ticker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Counts how many claims of each caller live, as far as this node has made them, so that none fills
 * the replay store for the others.
 *
 * <p>The counters are a table of fixed size. Each caller has two places in it, under a secret hash,
 * and the smaller number counts. A caller is mistaken for one at its limit only if both places are,
 * with a probability of some 2<sup>-24</sup>. A claim counts for its longest life, and for up to a
 * fifth more. Thread-safe; counting takes no lock.
 */
public final class ClaimShares {

  private static final int PLACES = 4096;
  private static final int ROW = 2 * PLACES;

  /** The parts of the life of a claim, and one more that has just begun. */
  private static final int PARTS = 5;

  private static final int RING = PARTS + 1;

  private final int share;
  private final long partNanos;
  private final Ticker ticker;
  private final long origin;
  private final byte[] secret = new byte[16];
  private final AtomicIntegerArray counts = new AtomicIntegerArray(RING * ROW);
  private volatile long present;

  /**
   * Shares of a store.
   *
   * @param share how many claims of one caller may live
   * @param life how long a claim lives at most
   */
  public ClaimShares(int share, Duration life, Ticker ticker) {
    this.share = share;
    this.partNanos = life.toNanos() / PARTS;
    this.ticker = ticker;
    this.origin = ticker.nanos();
    new SecureRandom().nextBytes(secret);
  }

  /** Counts one more claim of the caller; if that is too many, in how many seconds to come back. */
  public OptionalLong take(CallerKey caller) {
    long now = ticker.nanos() - origin;
    long part = now / partNanos;
    if (part != present) {
      turnTo(part);
    }
    long places = places(caller);
    if (Math.min(count(first(places)), count(second(places))) >= share) {
      return OptionalLong.of((partNanos - now % partNanos) / 1_000_000_000 + 1);
    }
    add(places, 1);
    return OptionalLong.empty();
  }

  /** Takes back what was counted for a claim that was not granted. */
  public void giveBack(CallerKey caller) {
    add(places(caller), -1);
  }

  private void add(long places, int amount) {
    int row = (int) (present % RING) * ROW;
    counts.addAndGet(row + first(places), amount);
    counts.addAndGet(row + second(places), amount);
  }

  private int count(int place) {
    int count = 0;
    for (int row = 0; row < RING; row++) {
      count += counts.get(row * ROW + place);
    }
    return count;
  }

  private synchronized void turnTo(long part) {
    for (long row = Math.max(present + 1, part - PARTS); row <= part; row++) {
      int begin = (int) (row % RING) * ROW;
      for (int place = 0; place < ROW; place++) {
        counts.set(begin + place, 0);
      }
    }
    present = Math.max(present, part);
  }

  private static int first(long places) {
    return (int) places & (PLACES - 1);
  }

  private static int second(long places) {
    return PLACES + ((int) (places >>> 32) & (PLACES - 1));
  }

  private long places(CallerKey caller) {
    MessageDigest digest = Sha256.digest();
    digest.update(secret);
    update(digest, caller.issuer());
    update(digest, caller.subject());
    update(digest, caller.client());
    return ByteBuffer.wrap(digest.digest()).getLong();
  }

  private static void update(MessageDigest digest, String part) {
    digest.update(part.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}

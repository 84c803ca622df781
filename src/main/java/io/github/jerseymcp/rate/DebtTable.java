package io.github.jerseymcp.rate;

import io.github.jerseymcp.jose.Sha256;
import io.github.jerseymcp.time.Ticker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongUnaryOperator;

/**
 * Until when each key is in debt. A key without a debt needs no place, so a table forgets no debt.
 *
 * <p>When the debts of other keys fill the table, a new key shares one of some places that are kept
 * for that, under a secret hash: it may find somebody else's debt there, and never finds its own
 * forgotten. Thread-safe; nobody waits for more than the change of another debt.
 */
final class DebtTable {

  private static final int SHARED_PLACES = 4096;

  /** How many places each new key looks at for debts that are paid. */
  private static final int LOOKS = 4;

  private final int maximum;
  private final Ticker ticker;
  private final long origin;
  private final Map<RateKey, Long> debts = new ConcurrentHashMap<>();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicLongArray shared = new AtomicLongArray(SHARED_PLACES);
  private final byte[] secret = new byte[16];
  private final ReentrantLock clearing = new ReentrantLock();
  private Iterator<Map.Entry<RateKey, Long>> next = debts.entrySet().iterator();
  private volatile boolean sharing;

  DebtTable(int maximum, Ticker ticker) {
    this.maximum = maximum;
    this.ticker = ticker;
    this.origin = ticker.nanos();
    new SecureRandom().nextBytes(secret);
  }

  /** The present time of this table, in nanoseconds of its ticker. */
  long now() {
    return ticker.nanos() - origin;
  }

  /** For how many nanoseconds a key is still in debt; 0 if it is not. */
  long remaining(RateKey key, long now) {
    Long own = debts.get(key);
    return Math.max(0, (own == null ? sharedDebt(key) : own) - now);
  }

  /**
   * Changes until when a key is in debt, as one step.
   *
   * @param change takes and gives such a time; it is never before {@code now}
   * @return until when it was in debt before
   */
  long getAndUpdate(RateKey key, long now, LongUnaryOperator change) {
    if (!debts.containsKey(key)) {
      clear(now);
    }
    long[] before = {-1};
    debts.compute(
        key,
        (same, own) -> {
          if (own == null && !takePlace()) {
            return null;
          }
          // Who had to share a place before takes that debt along.
          before[0] = Math.max(now, own == null ? sharedDebt(key) : own);
          return change.applyAsLong(before[0]);
        });
    return before[0] >= 0 ? before[0] : share(key, now, change);
  }

  private long share(RateKey key, long now, LongUnaryOperator change) {
    sharing = true;
    long before =
        shared.getAndUpdate(placeOf(key), until -> change.applyAsLong(Math.max(now, until)));
    return Math.max(now, before);
  }

  private long sharedDebt(RateKey key) {
    return sharing ? shared.get(placeOf(key)) : 0;
  }

  /** How many keys have a place. */
  int size() {
    return taken.get();
  }

  private boolean takePlace() {
    if (taken.incrementAndGet() > maximum) {
      taken.decrementAndGet();
      return false;
    }
    return true;
  }

  /** Looks at a few places in turn, so that no request has to look at all. */
  private void clear(long now) {
    if (!clearing.tryLock()) {
      return;
    }
    try {
      for (int look = 0; look < LOOKS; look++) {
        if (!next.hasNext()) {
          next = debts.entrySet().iterator();
          if (!next.hasNext()) {
            return;
          }
        }
        Map.Entry<RateKey, Long> entry = next.next();
        if (entry.getValue() <= now && debts.remove(entry.getKey(), entry.getValue())) {
          taken.decrementAndGet();
        }
      }
    } finally {
      clearing.unlock();
    }
  }

  private int placeOf(RateKey key) {
    MessageDigest digest = Sha256.digest();
    digest.update(secret);
    byte[] hash = digest.digest(key.text().getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.wrap(hash).getInt() & (SHARED_PLACES - 1);
  }
}

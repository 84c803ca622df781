package io.github.jerseymcp.upstream;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many exchanges go on at once, and how many of them are of one user: a quarter, so that the
 * others do not notice who asks for many. Thread-safe.
 */
final class ExchangePlaces {

  private static final int PART = 4;

  private final Semaphore all;
  private final int ofOne;
  private final Map<String, Share> shares = new ConcurrentHashMap<>();

  ExchangePlaces(int most) {
    this.all = new Semaphore(most, true);
    this.ofOne = Math.max(1, most / PART);
  }

  /** Takes a place, and says whether there was one within that time. */
  boolean enter(String user, long nanos) throws InterruptedException {
    long begun = System.nanoTime();
    Semaphore own = share(user);
    boolean mine = false;
    boolean entered = false;
    try {
      mine = own.tryAcquire(nanos, TimeUnit.NANOSECONDS);
      long rest = Math.max(0, nanos - (System.nanoTime() - begun));
      entered = mine && all.tryAcquire(rest, TimeUnit.NANOSECONDS);
      return entered;
    } finally {
      if (!entered) {
        giveBack(user, mine);
      }
    }
  }

  void leave(String user) {
    all.release();
    giveBack(user, true);
  }

  private Semaphore share(String user) {
    return shares.merge(user, new Share(new Semaphore(ofOne, true), 1), Share::and).places();
  }

  private void giveBack(String user, boolean acquired) {
    shares.computeIfPresent(
        user,
        (name, share) -> {
          if (acquired) {
            share.places().release();
          }
          return share.users() == 1 ? null : new Share(share.places(), share.users() - 1);
        });
  }

  /** The places of one user, and how many have them or wait for them. */
  private record Share(Semaphore places, int users) {

    Share and(Share another) {
      return new Share(places, users + another.users);
    }
  }
}

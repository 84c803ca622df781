package io.github.jerseymcp.replay;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The in-memory store, and what it could have been made of. */
public enum ComparedStore {
  /** The one that is shipped. */
  OURS {
    @Override
    ReplayStore create(int maximum, InstantSource time) {
      return new InMemoryReplayStore(maximum, time);
    }
  },
  /** Caffeine with an expiry of each entry's own. Has no bound here: when full, it would evict. */
  CAFFEINE {
    @Override
    ReplayStore create(int maximum, InstantSource time) {
      Cache<String, Instant> cache =
          Caffeine.newBuilder()
              .expireAfter(
                  Expiry.<String, Instant>creating(
                      (key, expiresAt) -> Duration.between(time.instant(), expiresAt)))
              .ticker(() -> time.millis() * 1_000_000)
              .executor(Runnable::run)
              .build();
      return (key, expiresAt) -> cache.asMap().putIfAbsent(key, expiresAt) == null;
    }
  },
  /**
   * A map, and a queue of what expires next, which is right only because all live equally long. Has
   * no bound.
   */
  MAP {
    @Override
    ReplayStore create(int maximum, InstantSource time) {
      ConcurrentHashMap<String, Instant> entries = new ConcurrentHashMap<>();
      Queue<String> order = new ConcurrentLinkedQueue<>();
      return (key, expiresAt) -> {
        long now = time.millis();
        for (int i = 0; i < 2; i++) {
          String oldest = order.peek();
          Instant expiry = oldest == null ? null : entries.get(oldest);
          if (expiry == null || expiry.toEpochMilli() > now) {
            break;
          }
          if (order.remove(oldest)) {
            entries.remove(oldest, expiry);
          }
        }
        boolean added = entries.putIfAbsent(key, expiresAt) == null;
        if (added) {
          order.add(key);
        }
        return added;
      };
    }
  },
  /** Does nothing: what the benchmark itself costs. */
  NONE {
    @Override
    ReplayStore create(int maximum, InstantSource time) {
      return (key, expiresAt) -> key.isEmpty();
    }
  };

  abstract ReplayStore create(int maximum, InstantSource time);

  /** A store in which so many entries live, filled at the rate of the clock. */
  ReplayStore filled(int live, SteadyClock clock) {
    return filled(live, live + live / 5 + 1000, clock);
  }

  /** The same with another bound; what is beyond it is refused. */
  ReplayStore filled(int live, int maximum, SteadyClock clock) {
    ReplayStore store = create(maximum, clock);
    ClaimStream stream = new ClaimStream(clock, -1);
    for (int i = 0; i < live; i++) {
      stream.claimNext(store);
    }
    return store;
  }
}

package io.github.jerseymcp.foreign;

import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.replay.ReplayStoreUnavailableException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A replay store on a map that many threads share; a data grid has one of the same interface. */
final class SharedMapReplayStore implements ReplayStore {

  private final ConcurrentMap<String, Instant> proofs = new ConcurrentHashMap<>();
  private final int most;
  private final InstantSource clock;

  SharedMapReplayStore(int most, InstantSource clock) {
    this.most = most;
    this.clock = clock;
  }

  @Override
  public boolean claim(String key, Instant expiresAt) {
    Instant now = clock.instant();
    if (!expiresAt.isAfter(now)) {
      return false;
    }
    if (proofs.size() >= most) {
      proofs.values().removeIf(end -> !end.isAfter(now));
      if (proofs.size() >= most) {
        throw new ReplayStoreUnavailableException(1);
      }
    }
    boolean[] granted = {false};
    proofs.compute(
        key,
        (same, end) -> {
          granted[0] = end == null || !end.isAfter(now);
          return granted[0] ? expiresAt : end;
        });
    return granted[0];
  }

  @Override
  public int capacity() {
    return most;
  }
}

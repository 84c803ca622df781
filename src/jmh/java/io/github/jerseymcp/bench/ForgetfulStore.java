package io.github.jerseymcp.bench;

import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.replay.ReplayStore;
import java.time.Instant;
import java.time.InstantSource;

/** The library's own store in memory, which can be emptied, so that proofs can be used again. */
public final class ForgetfulStore implements ReplayStore {

  private final InstantSource time;
  private volatile InMemoryReplayStore store;

  /** An empty store. */
  public ForgetfulStore(InstantSource time) {
    this.time = time;
    this.store = new InMemoryReplayStore(1_000_000, time);
  }

  /** Forgets everything. */
  public void clear() {
    store = new InMemoryReplayStore(1_000_000, time);
  }

  @Override
  public boolean claim(String key, Instant expiresAt) {
    return store.claim(key, expiresAt);
  }
}

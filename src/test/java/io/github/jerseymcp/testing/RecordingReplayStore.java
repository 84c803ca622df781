package io.github.jerseymcp.testing;

import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.replay.ReplayStoreUnavailableException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A replay store that writes down what it is asked, forgets nothing and can be made to fail. It
 * shows that a request which is refused for another reason never reaches the store. Thread-safe.
 */
public final class RecordingReplayStore implements ReplayStore {

  /** What was asked: the key, and until when. */
  public record Claim(String key, Instant expiresAt) {}

  private final List<Claim> claims = new CopyOnWriteArrayList<>();
  private final Map<String, Boolean> taken = new ConcurrentHashMap<>();
  private volatile boolean outage;

  @Override
  public boolean claim(String key, Instant expiresAt) {
    if (outage) {
      throw new ReplayStoreUnavailableException(1);
    }
    claims.add(new Claim(key, expiresAt));
    return taken.putIfAbsent(key, true) == null;
  }

  @Override
  public State state() {
    return outage ? State.UNAVAILABLE : State.READY;
  }

  /** Fails from now on, or works again. */
  public void outage(boolean down) {
    outage = down;
  }

  /** Everything that was asked while there was no outage, in order. */
  public List<Claim> claims() {
    return List.copyOf(claims);
  }
}

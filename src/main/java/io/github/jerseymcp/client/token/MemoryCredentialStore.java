package io.github.jerseymcp.client.token;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Keeps sign-ins in memory, up to a number, until the process ends. Thread-safe. When it is full, a
 * new user cannot sign in, and none who has is forgotten.
 */
public final class MemoryCredentialStore implements CredentialStore {

  /** As many keys may be worked for at once; some share a lock. */
  private static final int SHARES = 256;

  private static final long PATIENCE_SECONDS = 60;

  private final int most;
  private final Lock[] locks =
      Stream.generate(ReentrantLock::new).limit(SHARES).toArray(Lock[]::new);
  private final Map<CredentialKey, Stored> kept = new HashMap<>();
  private long versions;

  /** Keeps up to 10,000 sign-ins. */
  public MemoryCredentialStore() {
    this(10_000);
  }

  /**
   * Keeps up to so many sign-ins.
   *
   * @throws IllegalArgumentException if that is less than 1
   */
  public MemoryCredentialStore(int most) {
    if (most < 1) {
      throw new IllegalArgumentException("A store must have room for a sign-in");
    }
    this.most = most;
  }

  @Override
  public synchronized Optional<Stored> read(CredentialKey key) {
    return Optional.ofNullable(kept.get(key));
  }

  @Override
  public synchronized boolean write(CredentialKey key, long expectedVersion, String value) {
    Stored present = kept.get(key);
    if ((present == null ? 0 : present.version()) != expectedVersion) {
      return false;
    }
    if (present == null && kept.size() >= most) {
      throw new IllegalStateException("The store of sign-ins is full");
    }
    kept.put(key, new Stored(++versions, value));
    return true;
  }

  @Override
  public synchronized boolean remove(CredentialKey key, long expectedVersion) {
    Stored present = kept.get(key);
    return present != null && present.version() == expectedVersion && kept.remove(key, present);
  }

  @Override
  public boolean alone(CredentialKey key, Work work) throws IOException, InterruptedException {
    Lock lock = locks[Math.floorMod(key.hashCode(), SHARES)];
    if (!lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("The store of sign-ins is held by somebody else");
    }
    try {
      return work.run();
    } finally {
      lock.unlock();
    }
  }
}

package io.github.jerseymcp.client.token;

import java.io.IOException;
import java.util.Optional;

/**
 * Keeps one sign-in for each key. Must be thread-safe.
 *
 * <p>What it keeps are refresh tokens and client secrets in the clear: a store that writes them
 * anywhere but into memory must encrypt them, and bind each to its key. A failure to read or write
 * is thrown, as any unchecked exception.
 *
 * <p>{@code CredentialStoreContract} of the test kit checks an implementation.
 */
public interface CredentialStore {

  /**
   * What is kept, and which one it is.
   *
   * @param version another one after each write of that key
   * @param value as it was written
   */
  record Stored(long version, String value) {

    @Override
    public String toString() {
      return "Stored[" + version + "]";
    }
  }

  /** What is done while nobody else does anything of the kind. */
  @FunctionalInterface
  interface Work {

    /** Does it. */
    boolean run() throws IOException, InterruptedException;
  }

  /** What is kept under that key. */
  Optional<Stored> read(CredentialKey key);

  /**
   * Keeps a value if nobody else has written since: if what is kept has that version, or nothing is
   * kept and the version is 0. Atomic.
   *
   * @return whether it is kept now
   */
  boolean write(CredentialKey key, long expectedVersion, String value);

  /** Forgets what is kept under that key, if it has that version. Atomic. */
  boolean remove(CredentialKey key, long expectedVersion);

  /**
   * Does something, such as a renewal, while nobody else who shares the store does so for that key:
   * a refresh token that is sent twice is worth nothing. Reads and writes go on meanwhile. Whoever
   * is killed holds nothing any more.
   *
   * @return what the work returns
   * @throws IllegalStateException if somebody else took too long
   */
  boolean alone(CredentialKey key, Work work) throws IOException, InterruptedException;
}

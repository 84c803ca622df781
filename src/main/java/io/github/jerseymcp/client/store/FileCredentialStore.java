package io.github.jerseymcp.client.store;

import io.github.jerseymcp.client.token.CredentialKey;
import io.github.jerseymcp.client.token.CredentialStore;
import io.github.jerseymcp.seal.ClusterSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps sign-ins in the files of a directory, each sealed for its user and server with AES-256-GCM
 * (NIST SP 800-38D), for processes of one machine that may share it. Thread-safe.
 *
 * <p>The directory is made for its owner alone, or must be so; the names of the files tell nobody
 * whose they are. A file is replaced as a whole or not at all, whenever the process or the machine
 * stops. What cannot be opened (another secret, another user's file, a changed one, one that others
 * may read, a link) throws {@link IllegalStateException} with a constant message and is left as it
 * is; delete it to start over. What cannot be written throws {@link UncheckedIOException}.
 *
 * <p>It needs a file system with the permissions of POSIX and with locks: a local one.
 */
public final class FileCredentialStore implements CredentialStore {

  private static final int MOST = 10_000;
  private static final int LONGEST = 256 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final PrivateDirectory directory;
  private final SealedRecords records;
  private final ProcessLocks locks;
  private final int most;

  /**
   * Keeps up to 10,000 sign-ins.
   *
   * @param directory made if it is not there; its parent must be
   * @param secret what the application keeps elsewhere, such as in a key store; see {@link
   *     ClusterSecret} for how to change it
   * @throws IllegalArgumentException if it is no directory that its owner alone can use
   */
  public FileCredentialStore(Path directory, ClusterSecret secret) {
    this(directory, secret, MOST);
  }

  /**
   * Keeps up to so many sign-ins, at least 1. When it is full, a new user cannot sign in, and none
   * who has is forgotten.
   */
  public FileCredentialStore(Path directory, ClusterSecret secret, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("A store must have room for a sign-in");
    }
    this.directory = PrivateDirectory.at(directory);
    this.records = new SealedRecords(secret);
    this.locks = new ProcessLocks(this.directory, PATIENCE);
    this.most = most;
    whole(this.directory::removeUnfinished);
  }

  @Override
  public Optional<Stored> read(CredentialKey key) {
    try {
      for (String name : records.names(key)) {
        Optional<byte[]> content = directory.read(name);
        if (content.isPresent()) {
          return Optional.of(records.open(key, content.get()));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("The store of sign-ins cannot be read", e);
    }
  }

  @Override
  public boolean write(CredentialKey key, long expectedVersion, String value) {
    if (value.length() > LONGEST) {
      throw new IllegalArgumentException("A sign-in is too long to be kept");
    }
    return changeIf(
        key,
        expectedVersion,
        () -> {
          if (expectedVersion == 0 && directory.count() >= most) {
            throw new IllegalStateException("The store of sign-ins is full");
          }
          directory.replace(records.names(key).get(0), records.close(key, value));
          removeEarlier(key, 1);
        });
  }

  @Override
  public boolean remove(CredentialKey key, long expectedVersion) {
    return expectedVersion != 0 && changeIf(key, expectedVersion, () -> removeEarlier(key, 0));
  }

  @Override
  public boolean alone(CredentialKey key, Work work) throws IOException, InterruptedException {
    return locks.holding(records.names(key).get(0), work);
  }

  private interface Change {
    void make() throws IOException;
  }

  private boolean changeIf(CredentialKey key, long expectedVersion, Change change) {
    return whole(
        () -> {
          if (read(key).map(Stored::version).orElse(0L) != expectedVersion) {
            return false;
          }
          change.make();
          return true;
        });
  }

  /** While no other process changes anything. */
  private boolean whole(Work work) {
    try {
      return locks.holdingAll(work);
    } catch (IOException e) {
      throw new UncheckedIOException("The store of sign-ins cannot be written", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("The store of sign-ins was waited for, and interrupted");
    }
  }

  /** What was written under the name that an earlier secret gives it. */
  private void removeEarlier(CredentialKey key, int from) throws IOException {
    for (String name : records.names(key).subList(from, records.names(key).size())) {
      directory.remove(name);
    }
  }

  @Override
  public String toString() {
    return "FileCredentialStore";
  }
}

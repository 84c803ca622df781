package io.github.jerseymcp.client.store;

import io.github.jerseymcp.client.token.CredentialStore.Work;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Locks between processes, which the system gives back when one is killed. A process has one open
 * file for each lock at a time: to close a second one would give the lock of the first back.
 */
final class ProcessLocks {

  private static final int SHARES = 256;
  private static final long LOOK_AGAIN_MILLIS = 10;
  private static final Map<Path, ReentrantLock> WITHIN = new ConcurrentHashMap<>();

  private final PrivateDirectory directory;
  private final Duration patience;

  ProcessLocks(PrivateDirectory directory, Duration patience) {
    this.directory = directory;
    this.patience = patience;
  }

  /** For one name; some share a lock, so that there are not as many files as names. */
  boolean holding(String name, Work work) throws IOException, InterruptedException {
    return holding(directory.lockFile("key-" + Math.floorMod(name.hashCode(), SHARES)), work);
  }

  /** For whatever changes a file. Within it no lock for a name is asked for. */
  boolean holdingAll(Work work) throws IOException, InterruptedException {
    return holding(directory.lockFile("files"), work);
  }

  private boolean holding(Path file, Work work) throws IOException, InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    ReentrantLock within = WITHIN.computeIfAbsent(file, path -> new ReentrantLock());
    if (!within.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      throw busy();
    }
    try (FileChannel channel = directory.openLock(file);
        FileLock lock = lock(channel, deadline)) {
      if (!lock.isValid()) {
        throw busy();
      }
      return work.run();
    } finally {
      within.unlock();
    }
  }

  private static FileLock lock(FileChannel channel, long deadline)
      throws IOException, InterruptedException {
    while (true) {
      FileLock lock = tryLock(channel);
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() - deadline > 0) {
        throw busy();
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  /** Nothing where it is held, also by other code in this process, which the system cannot tell. */
  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  private static IllegalStateException busy() {
    return new IllegalStateException("The store of sign-ins is held by another process");
  }
}

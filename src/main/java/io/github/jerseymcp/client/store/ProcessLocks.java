package io.github.jerseymcp.client.store;

import io.github.jerseymcp.client.token.CredentialStore.Work;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
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
  private static final Map<Path, Shared> WITHIN = new ConcurrentHashMap<>();

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
    Shared shared = WITHIN.computeIfAbsent(file, path -> new Shared());
    if (!shared.threads.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS)) {
      throw busy();
    }
    try {
      if (shared.threads.getHoldCount() > 1) {
        return work.run(); // Names that share a lock, one within the other.
      }
      FileChannel channel = shared.open(directory, file);
      try (FileLock lock = lock(shared, channel, deadline)) {
        if (!lock.isValid()) {
          throw busy();
        }
        return work.run();
      } finally {
        shared.end(channel, file);
      }
    } finally {
      shared.threads.unlock();
    }
  }

  private static FileLock lock(Shared shared, FileChannel channel, long deadline)
      throws IOException, InterruptedException {
    while (true) {
      FileLock lock = shared.tryLock(channel);
      if (lock != null) {
        return lock;
      }
      if (System.nanoTime() - deadline > 0) {
        throw busy();
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  private static IllegalStateException busy() {
    return new IllegalStateException("The store of sign-ins is held by another process");
  }

  /** What the threads of this process share of one lock; all but the first for whoever has that. */
  private static final class Shared {

    final ReentrantLock threads = new ReentrantLock();
    private boolean heldElsewhere;
    private @Nullable FileChannel left;
    private @Nullable Object leftFile;

    /** The file that was left open, if that is still the one of this path. */
    FileChannel open(PrivateDirectory directory, Path file) throws IOException {
      FileChannel open = left;
      left = null;
      if (open != null && Objects.equals(leftFile, keyOf(file))) {
        return open;
      }
      if (open != null) {
        open.close();
      }
      return directory.openLock(file);
    }

    /**
     * Nothing where it is held, also by other code in this process, such as another class loader.
     */
    @Nullable FileLock tryLock(FileChannel channel) throws IOException {
      try {
        heldElsewhere = false;
        return channel.tryLock();
      } catch (OverlappingFileLockException e) {
        heldElsewhere = true;
        return null;
      }
    }

    /**
     * What other code of this process still holds would be given back with a file that is closed.
     */
    void end(FileChannel channel, Path file) throws IOException {
      if (heldElsewhere) {
        left = channel;
        leftFile = keyOf(file);
      } else {
        channel.close();
      }
    }

    private static @Nullable Object keyOf(Path file) throws IOException {
      try {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      } catch (NoSuchFileException e) {
        return null;
      }
    }
  }
}

package io.github.jerseymcp.client.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A directory of one owner, whose files are replaced as a whole. */
final class PrivateDirectory {

  private static final String SUFFIX = ".sealed";
  private static final String UNFINISHED = ".unfinished";
  private static final int LONGEST = 1024 * 1024;

  private static final FileAttribute<?> FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final FileAttribute<?> DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));

  private final Path path;

  private PrivateDirectory(Path path) {
    this.path = path;
  }

  /** The directory, made if it is not there. */
  static PrivateDirectory at(Path path) {
    try {
      if (Files.notExists(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(path, DIRECTORY);
      }
      PosixFileAttributes attributes = attributes(path);
      if (!attributes.isDirectory() || isOpenToOthers(attributes)) {
        throw new IllegalArgumentException(
            "The directory of a store must be a directory that its owner alone may use (mode 0700)");
      }
      return new PrivateDirectory(path.toRealPath());
    } catch (UnsupportedOperationException e) {
      throw new IllegalArgumentException(
          "The directory of a store must be on a file system with permissions of POSIX", e);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The directory of a store cannot be used: its parent must be there, and this process must be"
              + " able to write to it",
          e);
    }
  }

  private static PosixFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isOpenToOthers(PosixFileAttributes attributes) {
    return attributes.permissions().stream()
        .map(PosixFilePermission::name)
        .anyMatch(permission -> !permission.startsWith("OWNER"));
  }

  Path lockFile(String name) {
    return path.resolve(name + ".lock");
  }

  /** Opens a file for locking, made if it is not there. */
  FileChannel openLock(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
        FILE);
  }

  Optional<byte[]> read(String name) throws IOException {
    Path file = path.resolve(name + SUFFIX);
    try {
      PosixFileAttributes attributes = attributes(file);
      if (!attributes.isRegularFile() || isOpenToOthers(attributes)) {
        throw new IllegalStateException(
            "A sign-in cannot be opened: its file is a link, or not its owner's alone (mode 0600)");
      }
      try (SeekableByteChannel channel =
          Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
        long size = channel.size();
        if (size > LONGEST) {
          throw new IllegalStateException("A sign-in cannot be opened: its file is too long");
        }
        ByteBuffer content = ByteBuffer.allocate((int) size);
        while (content.hasRemaining() && channel.read(content) >= 0) {
          // What is missing shows when it is opened.
        }
        return Optional.of(content.array());
      }
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** It is there as a whole when this returns, even if the machine stops then. */
  void replace(String name, byte[] content) throws IOException {
    Path unfinished = path.resolve(name + UNFINISHED);
    try {
      Files.deleteIfExists(unfinished);
      try (FileChannel channel =
          FileChannel.open(
              unfinished, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), FILE)) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
      Files.move(unfinished, path.resolve(name + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel directory = FileChannel.open(path, StandardOpenOption.READ)) {
        directory.force(true);
      }
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  void remove(String name) throws IOException {
    Files.deleteIfExists(path.resolve(name + SUFFIX));
  }

  /** What processes left that were killed while they wrote. */
  boolean removeUnfinished() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      for (Path file : files.filter(each -> each.toString().endsWith(UNFINISHED)).toList()) {
        Files.deleteIfExists(file);
      }
    }
    return true;
  }

  long count() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files.filter(each -> each.toString().endsWith(SUFFIX)).count();
    }
  }
}

package io.github.jerseymcp.content;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;

/** Looks at each step before a file is opened, and at where it is after that. */
final class OpenLooking {

  private OpenLooking() {}

  static SeekableByteChannel open(Path root, Path file, Set<OpenOption> options)
      throws IOException {
    int depth = root.getNameCount();
    for (int names = depth + 1; names < file.getNameCount(); names++) {
      if (!attributes(root.resolve(file.subpath(depth, names))).isDirectory()) {
        throw OpenStepwise.notOfTheDirectory();
      }
    }
    try {
      if (!attributes(file).isRegularFile()) {
        throw OpenStepwise.notOfTheDirectory();
      }
    } catch (NoSuchFileException e) {
      // It may be about to be made.
    }
    Set<OpenOption> all = new HashSet<>(options);
    all.add(LinkOption.NOFOLLOW_LINKS);
    SeekableByteChannel channel = Files.newByteChannel(file, all);
    boolean inside = false;
    try {
      inside = file.toRealPath().equals(file);
    } finally {
      if (!inside) {
        channel.close();
      }
    }
    if (!inside) {
      throw OpenStepwise.notOfTheDirectory();
    }
    return channel;
  }

  private static BasicFileAttributes attributes(Path path) throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}

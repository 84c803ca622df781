package io.github.jerseymcp.content;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Opens each directory from the one before, so that nobody can put a link between two looks. */
final class OpenStepwise {

  private OpenStepwise() {}

  static SeekableByteChannel open(Path root, List<String> names, Set<OpenOption> options)
      throws IOException {
    SecureDirectoryStream<Path> directory = open(root);
    try {
      for (String name : names.subList(0, names.size() - 1)) {
        SecureDirectoryStream<Path> next = below(directory, Path.of(name));
        directory.close();
        directory = next;
      }
      return file(directory, Path.of(names.get(names.size() - 1)), options);
    } finally {
      directory.close();
    }
  }

  @SuppressWarnings("StreamResourceLeak") // Its caller closes it.
  private static SecureDirectoryStream<Path> open(Path root) throws IOException {
    return secure(Files.newDirectoryStream(root));
  }

  private static SecureDirectoryStream<Path> secure(DirectoryStream<Path> stream)
      throws IOException {
    if (stream instanceof SecureDirectoryStream<Path> secure) {
      return secure;
    }
    stream.close();
    throw new IOException("The directory was moved to a system without secure directories");
  }

  private static SecureDirectoryStream<Path> below(SecureDirectoryStream<Path> directory, Path name)
      throws IOException {
    if (!attributes(directory, name).isDirectory()) {
      throw notOfTheDirectory();
    }
    try {
      return secure(directory.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      throw e;
    } catch (FileSystemException e) {
      // A link took its place since.
      throw notOfTheDirectory();
    }
  }

  private static SeekableByteChannel file(
      SecureDirectoryStream<Path> directory, Path name, Set<OpenOption> options)
      throws IOException {
    try {
      if (!attributes(directory, name).isRegularFile()) {
        throw notOfTheDirectory();
      }
    } catch (NoSuchFileException e) {
      // It may be about to be made.
    }
    Set<OpenOption> all = new HashSet<>(options);
    all.add(LinkOption.NOFOLLOW_LINKS);
    return directory.newByteChannel(name, all);
  }

  private static BasicFileAttributes attributes(SecureDirectoryStream<Path> directory, Path name)
      throws IOException {
    return directory
        .getFileAttributeView(name, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
        .readAttributes();
  }

  static RefusedContentException notOfTheDirectory() {
    return new RefusedContentException("A path leads over a link, or to no regular file");
  }
}

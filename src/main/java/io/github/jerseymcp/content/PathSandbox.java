package io.github.jerseymcp.content;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.List;
import java.util.Set;

/**
 * Opens files in one directory by names that somebody else has chosen, and no file anywhere else.
 *
 * <p>A path has names with slashes between them, as in {@code reports/2026.csv}. Refused are
 * absolute paths, dots, backslashes, drives, names of devices, what nobody sees, more than 4,096
 * characters, 255 bytes in a name or 64 names. Nothing is decoded or put right: {@code %2e} is a
 * name of three characters. No link is followed, neither a directory's nor a file's, also not one
 * that takes the place of a file while it is looked at: on Linux and macOS each directory is opened
 * from the one before it, and the file from the last. On systems that cannot do that (Windows) it
 * is looked at before and after, which a program that changes files at that very moment could use.
 *
 * <p>Regular files alone are opened: nobody waits for a pipe. Hard links are files as all others,
 * so whoever may make them in the directory is trusted with what they name. Thread-safe.
 */
public final class PathSandbox {

  private final Path root;
  private final boolean stepwise;

  private PathSandbox(Path root, boolean stepwise) {
    this.root = root;
    this.stepwise = stepwise;
  }

  /**
   * Files in this directory, and in directories below it.
   *
   * @throws IOException if it is no directory
   */
  public static PathSandbox of(Path root) throws IOException {
    Path real = root.toRealPath();
    if (!Files.isDirectory(real)) {
      throw new NotDirectoryException(root.toString());
    }
    try (DirectoryStream<Path> directory = Files.newDirectoryStream(real)) {
      return new PathSandbox(real, directory instanceof SecureDirectoryStream);
    }
  }

  /** The same as on a system that opens no file from a directory. */
  PathSandbox withoutSteps() {
    return new PathSandbox(root, false);
  }

  /**
   * The path as text, for messages and for programs that look for themselves: between this and the
   * moment when they open it a link can take its place, so prefer {@link #open}.
   *
   * @throws RefusedContentException if the path breaks a rule
   */
  public Path resolve(String untrusted) {
    return resolve(names(untrusted));
  }

  /**
   * Opens a file. To write, name {@code CREATE_NEW} or {@code CREATE} and {@code WRITE};
   * directories on the way must be there.
   *
   * @throws RefusedContentException if the path breaks a rule, or a link or something else that is
   *     no regular file is in its place
   * @throws IOException if there is no such file, or it cannot be opened
   */
  public SeekableByteChannel open(String untrusted, OpenOption... options) throws IOException {
    List<String> names = names(untrusted);
    return stepwise
        ? OpenStepwise.open(root, names, Set.of(options))
        : OpenLooking.open(root, resolve(names), Set.of(options));
  }

  /** Which characters a name may have depends on the system, and on the locale of the process. */
  private List<String> names(String untrusted) {
    List<String> names = PathNames.of(untrusted);
    try {
      var unused = resolve(names);
    } catch (InvalidPathException e) {
      throw new RefusedContentException("A name in a path cannot be one on this system");
    }
    return names;
  }

  private Path resolve(List<String> names) {
    Path path = root;
    for (String name : names) {
      path = path.resolve(name);
    }
    return path;
  }
}

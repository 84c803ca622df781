package io.github.jerseymcp.stdio;

import java.nio.file.Path;

/** What paths must be like where they become a part of something longer. */
final class Paths {

  private Paths() {}

  /**
   * Refuses what a launcher could read as more than a path.
   *
   * @throws IllegalArgumentException if it is not absolute, has dots as steps, or a character that
   *     means something to a launcher
   */
  static void requirePlain(Path path) {
    boolean plain =
        path.isAbsolute()
            && path.normalize().equals(path)
            && path.toString()
                .chars()
                .noneMatch(c -> c < ' ' || c == 127 || ",*?[]\"".indexOf(c) >= 0);
    if (!plain) {
      throw new IllegalArgumentException(
          "A path for this launcher must be absolute, without dots as steps and any of , * ? [ ] \"");
    }
  }
}

package io.github.jerseymcp.stdio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Follows a path as the kernel does, and looks at each step of it: nobody but this user, root and
 * whom the application trusts may be able to lead it elsewhere. So what is checked is what is
 * started, however much later.
 */
final class SafePath {

  private static final String ATTRIBUTES = "unix:mode,uid,gid,owner,group,isSymbolicLink";
  private static final int MOST_LINKS = 40;
  private static final int WRITABLE_BY_GROUP = 0020;
  private static final int WRITABLE_BY_OTHERS = 0002;
  private static final int STICKY = 01000;

  private final Set<String> trusted;
  private final Function<String, LocalServerException> refusal;

  /** Trusts these users and groups besides, and says by this what is wrong. */
  SafePath(Set<String> trusted, Function<String, LocalServerException> refusal) {
    this.trusted = trusted;
    this.refusal = refusal;
  }

  /** Whether files have owners and modes here. */
  static boolean canTell(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix");
  }

  /**
   * Where the path leads.
   *
   * @throws LocalServerException if a step is not there, or not safe
   */
  Path follow(Path path) throws LocalServerException {
    try {
      return walk(path);
    } catch (IOException e) {
      throw e instanceof LocalServerException known ? known : refusal.apply(path + " is not there");
    }
  }

  private Path walk(Path path) throws IOException {
    int own = ownUser();
    Path root = path.getRoot();
    Deque<Path> left = new ArrayDeque<>(steps(path));
    check(root, left.isEmpty(), own);
    Path at = root;
    int links = 0;
    while (!left.isEmpty()) {
      Path name = left.pop();
      if (name.toString().equals("..")) {
        at = at.getParent() == null ? at : at.getParent();
      } else if (!name.toString().equals(".")) {
        Path next = at.resolve(name);
        if (!check(next, left.isEmpty(), own)) {
          at = next;
        } else if (++links > MOST_LINKS) {
          throw refusal.apply(path + " has too many links");
        } else {
          Path target = Files.readSymbolicLink(next);
          at = target.isAbsolute() ? root : at;
          List<Path> before = steps(target);
          for (int i = before.size() - 1; i >= 0; i--) {
            left.push(before.get(i));
          }
        }
      }
    }
    return at;
  }

  /** Whether it is a link; refused if it is not safe. */
  private boolean check(Path step, boolean last, int own) throws IOException {
    Map<String, Object> is = Files.readAttributes(step, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    int mode = number(is, "mode");
    int owner = number(is, "uid");
    if (owner != 0 && owner != own && !trusted.contains(String.valueOf(is.get("owner")))) {
      throw refusal.apply(step + " belongs to somebody else");
    }
    boolean link = Boolean.TRUE.equals(is.get("isSymbolicLink"));
    // What lies in a sticky directory is its owner's alone to replace, and that one is looked at.
    if (link || ((mode & STICKY) != 0 && !last)) {
      return link;
    }
    boolean byGroup =
        (mode & WRITABLE_BY_GROUP) != 0
            && number(is, "gid") != 0
            && !trusted.contains(String.valueOf(is.get("group")));
    if (byGroup || (mode & WRITABLE_BY_OTHERS) != 0) {
      throw refusal.apply("others may write to " + step);
    }
    return false;
  }

  /** What is not told counts as what nobody trusts. */
  private static int number(Map<String, Object> is, String name) {
    return is.get(name) instanceof Integer number ? number : -1;
  }

  private static List<Path> steps(Path path) {
    List<Path> steps = new ArrayList<>();
    path.forEach(steps::add);
    return steps;
  }

  private static int ownUser() throws IOException {
    Path self = Path.of("/proc/self");
    if (Files.exists(self)) {
      return (int) Files.getAttribute(self, "unix:uid");
    }
    Path own = Files.createTempFile("mcp", "owner");
    try {
      return (int) Files.getAttribute(own, "unix:uid");
    } finally {
      Files.delete(own);
    }
  }
}

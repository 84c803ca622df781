package io.github.jerseymcp.stdio;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@link Launcher#bubblewrap}. */
record Bubblewrap(Path program, List<Path> readable) implements Launcher {

  private static final List<String> SYSTEM =
      List.of(
          "/usr",
          "/bin",
          "/sbin",
          "/lib",
          "/lib64",
          "/etc/ld.so.cache",
          "/etc/alternatives",
          "/etc/localtime");

  private static final String WRITABLE = "--bind";
  private static final String READABLE = "--ro-bind";

  Bubblewrap {
    readable = List.copyOf(readable);
    readable.forEach(Paths::requirePlain);
  }

  @Override
  public List<String> wrap(Launch launch) {
    List<String> line = new ArrayList<>(List.of(program.toString(), "--unshare-all"));
    line.addAll(List.of("--die-with-parent", "--new-session", "--cap-drop", "ALL"));
    SYSTEM.forEach(path -> line.addAll(List.of("--ro-bind-try", path, path)));
    // Before what may lie below /tmp.
    line.addAll(List.of("--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"));
    places(launch).forEach(line::addAll);
    line.addAll(List.of("--chdir", launch.directory().toString(), "--"));
    line.addAll(launch.command());
    return line;
  }

  /** What comes later covers what came before: what can only be read stays so where it lies. */
  private List<List<String>> places(Launch launch) {
    Path directory = launch.directory().normalize();
    Map<Path, String> options = new LinkedHashMap<>();
    options.put(directory, WRITABLE);
    readable.forEach(path -> options.putIfAbsent(path, READABLE));
    options.putIfAbsent(Path.of(launch.command().get(0)).normalize(), READABLE);
    onTheWay(directory, options).forEach(path -> options.put(path, WRITABLE));
    return options.entrySet().stream()
        .sorted(Comparator.comparingInt(place -> place.getKey().getNameCount()))
        .map(place -> List.of(place.getValue(), "" + place.getKey(), "" + place.getKey()))
        .toList();
  }

  /**
   * The directories in which there is something that can only be read. A server could move one away
   * with all that is in it, and put another in its place, unless it is a place of its own. A link
   * it could set anew.
   */
  private static Set<Path> onTheWay(Path directory, Map<Path, String> options) {
    Set<Path> kept = new LinkedHashSet<>();
    for (Path place : options.keySet()) {
      List<Path> above = new ArrayList<>();
      Path next = place.getParent();
      while (next != null && next.startsWith(directory) && !options.containsKey(next)) {
        above.add(next);
        next = next.getParent();
      }
      if (!place.equals(directory) && WRITABLE.equals(options.get(next))) {
        above.forEach(Bubblewrap::requireNoLink);
        requireNoLink(place);
        kept.addAll(above);
      }
    }
    return kept;
  }

  private static void requireNoLink(Path path) {
    if (Files.isSymbolicLink(path)) {
      throw new IllegalArgumentException(
          "What a server can only read below its directory must be reached there without links");
    }
  }
}

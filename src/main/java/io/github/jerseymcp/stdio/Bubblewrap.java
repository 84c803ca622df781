package io.github.jerseymcp.stdio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    Path directory = launch.directory();
    Map<Path, String> options = new LinkedHashMap<>();
    options.put(directory, "--bind");
    readable.forEach(path -> options.putIfAbsent(path, "--ro-bind"));
    options.putIfAbsent(Path.of(launch.command().get(0)), "--ro-bind");
    return options.entrySet().stream()
        .sorted(Comparator.comparingInt(place -> place.getKey().getNameCount()))
        .map(place -> List.of(place.getValue(), "" + place.getKey(), "" + place.getKey()))
        .toList();
  }
}

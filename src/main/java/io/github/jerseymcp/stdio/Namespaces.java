package io.github.jerseymcp.stdio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@link Launcher#namespaces}. */
record Namespaces(Path program) implements Launcher {

  @Override
  public List<String> wrap(Launch launch) {
    List<String> line = new ArrayList<>(List.of(program.toString(), "--user"));
    line.addAll(List.of("--map-current-user", "--net", "--ipc", "--mount", "--mount-proc"));
    line.addAll(List.of("--pid", "--fork", "--kill-child=KILL", "--"));
    line.addAll(launch.command());
    return line;
  }
}

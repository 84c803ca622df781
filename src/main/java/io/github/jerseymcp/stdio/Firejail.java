package io.github.jerseymcp.stdio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@link Launcher#firejail}. Its options take no blank as the end of a path. */
record Firejail(Path program) implements Launcher {

  @Override
  public List<String> wrap(Launch launch) {
    Path directory = launch.directory();
    Paths.requirePlain(directory);
    List<String> line = new ArrayList<>(List.of(program.toString(), "--quiet", "--noprofile"));
    line.addAll(List.of("--net=none", "--caps.drop=all", "--nonewprivs", "--nogroups"));
    line.addAll(List.of("--seccomp", "--private-dev", "--private-tmp", "--read-only=/"));
    line.addAll(List.of("--whitelist=" + directory, "--read-write=" + directory, "--"));
    line.addAll(launch.command());
    return line;
  }
}

package io.github.jerseymcp.stdio;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    readable.forEach(path -> line.addAll(List.of("--ro-bind", path.toString(), path.toString())));
    String program = launch.command().get(0);
    line.addAll(List.of("--ro-bind", program, program));
    String directory = launch.directory().toString();
    line.addAll(List.of("--bind", directory, directory, "--chdir", directory, "--"));
    line.addAll(launch.command());
    return line;
  }
}

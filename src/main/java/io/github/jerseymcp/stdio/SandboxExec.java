package io.github.jerseymcp.stdio;

import java.util.ArrayList;
import java.util.List;

/** {@link Launcher#sandboxExec}. Paths are parameters of the profile, and never in its text. */
record SandboxExec() implements Launcher {

  private static final String PROFILE =
      """
      (version 1)
      (deny default)
      (allow process-fork)
      (allow process-exec)
      (allow signal (target same-sandbox))
      (allow sysctl-read)
      (allow file-read-metadata)
      (allow file-read*
        (subpath "/usr") (subpath "/bin") (subpath "/sbin") (subpath "/opt")
        (subpath "/System") (subpath "/Library") (subpath "/private/var/db/dyld")
        (literal "/dev/null") (literal "/dev/random") (literal "/dev/urandom")
        (literal (param "PROGRAM")) (subpath (param "DIRECTORY")))
      (allow file-write* (literal "/dev/null") (subpath (param "DIRECTORY")))
      """;

  @Override
  public List<String> wrap(Launch launch) {
    List<String> line = new ArrayList<>(List.of("/usr/bin/sandbox-exec"));
    line.addAll(List.of("-D", "PROGRAM=" + launch.command().get(0)));
    line.addAll(List.of("-D", "DIRECTORY=" + launch.directory(), "-p", PROFILE));
    line.addAll(launch.command());
    return line;
  }
}

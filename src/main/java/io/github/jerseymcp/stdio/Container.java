package io.github.jerseymcp.stdio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * {@link Launcher#container}. Values of variables are in the environment, and on no command line.
 */
record Container(Path program, String image) implements Launcher {

  private static final Pattern IMAGE = Pattern.compile("[a-z0-9][A-Za-z0-9._:/@-]{0,500}");

  Container {
    if (!IMAGE.matcher(image).matches()) {
      throw new IllegalArgumentException("The image must be the name of one");
    }
  }

  @Override
  public List<String> wrap(Launch launch) {
    Path directory = launch.directory();
    Paths.requirePlain(directory);
    List<String> line = new ArrayList<>(List.of(program.toString(), "run", "--rm"));
    line.addAll(List.of("--interactive", "--init", "--pull", "never", "--name", name(launch)));
    line.addAll(List.of("--network", "none", "--read-only", "--tmpfs", "/tmp"));
    line.addAll(List.of("--cap-drop", "ALL", "--security-opt", "no-new-privileges"));
    line.addAll(List.of("--pids-limit", "256", "--memory", "1g", "--log-driver", "none"));
    line.addAll(List.of("--mount", "type=bind,source=" + directory + ",target=" + directory));
    line.addAll(List.of("--workdir", directory.toString()));
    line.addAll(owner(directory));
    launch.variables().forEach(name -> line.addAll(List.of("--env", name)));
    line.addAll(List.of("--entrypoint", launch.command().get(0), image));
    line.addAll(launch.command().subList(1, launch.command().size()));
    return line;
  }

  /** A client that was killed has no part in the container any more. */
  @Override
  public List<String> afterwards(Launch launch) {
    return List.of(program.toString(), "rm", "--force", name(launch));
  }

  /** It is in the image. */
  @Override
  public boolean startsFileOfThisMachine() {
    return false;
  }

  /** Without capabilities root may not write where others own. */
  private static List<String> owner(Path directory) {
    try {
      Map<String, Object> is = Files.readAttributes(directory, "unix:uid,gid");
      return List.of("--user", is.get("uid") + ":" + is.get("gid"));
    } catch (IOException | UnsupportedOperationException e) {
      return List.of();
    }
  }

  private static String name(Launch launch) {
    return "mcp-" + launch.id();
  }
}

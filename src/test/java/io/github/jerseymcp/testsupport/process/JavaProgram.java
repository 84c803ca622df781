package io.github.jerseymcp.testsupport.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Java programs of the test's own class path, each in a process of its own. */
public final class JavaProgram {

  private JavaProgram() {}

  /** Starts a main class in a small heap. */
  public static ChildProcess start(
      String name, Map<String, String> environment, Class<?> main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(tool("java")));
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(arguments);
    ProcessBuilder program = new ProcessBuilder(command);
    program.environment().putAll(environment);
    return ChildProcess.start(name, program);
  }

  /** The path of a program of the running Java. */
  public static String tool(String name) {
    return Path.of(System.getProperty("java.home"), "bin", name).toString();
  }
}

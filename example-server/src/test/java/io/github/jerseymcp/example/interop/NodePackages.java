package io.github.jerseymcp.example.interop;

import io.github.jerseymcp.testsupport.process.ChildProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** What npm installs, and our scripts that use it. */
public final class NodePackages {

  private static final Duration INSTALL = Duration.ofMinutes(5);
  private static final Path MODULES = InteropDirectory.PATH.resolve("node_modules");
  private static final Path NODE = MODULES.resolve(Path.of("node", "bin", "node"));

  private NodePackages() {}

  /** Installs the packages unless they are there; the test is skipped where that cannot be. */
  public static synchronized void install() throws IOException, InterruptedException {
    Path wanted = InteropDirectory.copy("package.json");
    Path installed = InteropDirectory.PATH.resolve("installed.json");
    if (Files.exists(installed) && Files.mismatch(wanted, installed) == -1) {
      return;
    }
    String problem = npm();
    Assumptions.assumeTrue(
        problem.isEmpty() && Files.isExecutable(NODE),
        () -> "Skipped: npm cannot install what is in interop/package.json: " + problem);
    Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
  }

  private static String npm() throws InterruptedException {
    ProcessBuilder npm =
        new ProcessBuilder("npm", "install", "--no-fund", "--no-audit", "--no-package-lock")
            .directory(InteropDirectory.PATH.toFile());
    try (ChildProcess install = ChildProcess.start("npm", npm)) {
      return install.endsWell(INSTALL) ? "" : "npm failed: " + install.output();
    } catch (IOException e) {
      return "no npm here";
    }
  }

  /** Starts a script of ours. */
  public static ChildProcess start(String script, String... arguments) throws IOException {
    return start(script, Map.of(), arguments);
  }

  /** Starts a script of ours with variables of its environment. */
  public static ChildProcess start(
      String script, Map<String, String> environment, String... arguments) throws IOException {
    return run(InteropDirectory.copy(script), environment, arguments);
  }

  /** Starts a program that one of the packages brings. */
  public static ChildProcess program(String name, String... arguments) throws IOException {
    return run(MODULES.resolve(Path.of(".bin", name)), Map.of(), arguments);
  }

  /** The same with variables of its environment. */
  public static ChildProcess program(
      String name, Map<String, String> environment, String... arguments) throws IOException {
    return run(MODULES.resolve(Path.of(".bin", name)), environment, arguments);
  }

  /** The same with what it reads. */
  public static ChildProcess program(
      String name, Map<String, String> environment, Path input, String... arguments)
      throws IOException {
    ProcessBuilder program =
        command(MODULES.resolve(Path.of(".bin", name)), environment, arguments);
    return ChildProcess.start(name, program.redirectInput(input.toFile()));
  }

  /** The program that runs them. */
  public static Path node() {
    return NODE;
  }

  private static ChildProcess run(Path script, Map<String, String> environment, String... arguments)
      throws IOException {
    return ChildProcess.start(
        script.getFileName().toString(), command(script, environment, arguments));
  }

  private static ProcessBuilder command(
      Path script, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(List.of(NODE.toString(), script.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder program = new ProcessBuilder(command).directory(InteropDirectory.PATH.toFile());
    program.environment().put("HOME", InteropDirectory.PATH.toString());
    program.environment().put("NO_COLOR", "1");
    program.environment().putAll(environment);
    return program;
  }
}

package io.github.jerseymcp.example.interop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** What npm installs, and our scripts that use it. */
final class NodePackages {

  private static final Duration INSTALL = Duration.ofMinutes(5);
  private static final Path NODE =
      InteropDirectory.PATH.resolve(Path.of("node_modules", "node", "bin", "node"));

  private NodePackages() {}

  /** Installs the packages unless they are there; the test is skipped where that cannot be. */
  static synchronized void install() throws IOException, InterruptedException {
    Path wanted = InteropDirectory.copy("package.json");
    Path installed = InteropDirectory.PATH.resolve("installed.json");
    if (Files.exists(installed) && Files.mismatch(wanted, installed) == -1) {
      return;
    }
    String problem = npm();
    Assumptions.assumeTrue(
        problem.isEmpty() && Files.isExecutable(NODE),
        () -> "Skipped: npm cannot install what is in interop/package.json: " + problem);
    Files.copy(wanted, installed);
  }

  private static String npm() throws InterruptedException {
    ProcessBuilder npm =
        new ProcessBuilder("npm", "install", "--no-fund", "--no-audit", "--no-package-lock")
            .directory(InteropDirectory.PATH.toFile());
    try (ChildProcess install = ChildProcess.start(npm)) {
      return install.endsWell(INSTALL) ? "" : "npm failed: " + install.output();
    } catch (IOException e) {
      return "no npm here";
    }
  }

  /** Starts a script of ours. */
  static ChildProcess start(String script, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(NODE.toString(), InteropDirectory.copy(script).toString()));
    command.addAll(List.of(arguments));
    return ChildProcess.start(
        new ProcessBuilder(command).directory(InteropDirectory.PATH.toFile()));
  }
}

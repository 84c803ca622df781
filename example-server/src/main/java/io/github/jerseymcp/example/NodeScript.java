package io.github.jerseymcp.example;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/** The script beside the sources that makes a call with a DPoP proof in Node. */
final class NodeScript {

  private static final String NAME = "dpop-call.mjs";

  private NodeScript() {}

  /** A command that runs the script from the present directory, where the script is at hand. */
  static Optional<String> command(String url) {
    return find().map(script -> "node " + quoted(shortest(script)) + " " + url);
  }

  /** Two levels above target/classes and target/example-server.jar. */
  private static Optional<Path> find() {
    CodeSource code = NodeScript.class.getProtectionDomain().getCodeSource();
    if (code == null || code.getLocation() == null) {
      return Optional.empty();
    }
    try {
      Path target = Path.of(code.getLocation().toURI()).toAbsolutePath().getParent();
      return Optional.ofNullable(target)
          .map(directory -> directory.resolveSibling(NAME))
          .filter(Files::isRegularFile);
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static String shortest(Path script) {
    Path here = Path.of("").toAbsolutePath();
    return (script.startsWith(here) ? here.relativize(script) : script).toString();
  }

  private static String quoted(String path) {
    return path.indexOf(' ') < 0 ? path : '"' + path + '"';
  }
}

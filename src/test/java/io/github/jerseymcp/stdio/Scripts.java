package io.github.jerseymcp.stdio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Servers that are scripts of a few lines. */
final class Scripts {

  static final Path SHELL = Path.of("/bin/sh");

  /** Answers every line with the same message. */
  static final String ANSWERS =
      "while read -r line; do echo '{\"jsonrpc\":\"2.0\",\"id\":\"1\",\"result\":{}}'; done";

  private Scripts() {}

  /** A server that a shell runs in this directory. */
  static LocalCommandBuilder of(Path directory, String script) {
    return LocalCommand.builder(SHELL, directory)
        .arguments("-c", script)
        .variable("PATH", "/usr/bin:/bin");
  }

  /** A file of this text that can be executed. */
  static Path executable(Path file, String text) throws IOException {
    Files.writeString(file, "#!/bin/sh\n" + text + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}

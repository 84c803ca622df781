package io.github.jerseymcp.stdio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process that was started, and its family. */
record StartedProcess(Process process, ProcessFamily family) {

  static StartedProcess start(
      List<String> line, Path directory, Map<String, String> variables, Mark mark)
      throws LocalServerException {
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    try {
      Process process = builder.start();
      return new StartedProcess(process, ProcessFamily.of(process, mark));
    } catch (IOException e) {
      // Its message has the whole command line.
      throw new LocalServerException(LocalServerFault.NOT_STARTED, line.get(0));
    }
  }
}

package io.github.jerseymcp.stdio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process that was started, its family, and our ends of its streams. */
record StartedProcess(Process process, ProcessFamily family, ServerPipes pipes) {

  static StartedProcess start(
      List<String> line, Path directory, Map<String, String> variables, Mark mark)
      throws LocalServerException {
    ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(variables);
    try {
      Process process = builder.start();
      ProcessFamily family = ProcessFamily.of(process, mark);
      return new StartedProcess(process, family, ServerPipes.of(process));
    } catch (IOException e) {
      // Its message has the whole command line.
      throw new LocalServerException(LocalServerFault.NOT_STARTED, line.get(0));
    }
  }
}

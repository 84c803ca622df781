package io.github.jerseymcp.stdio;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what a {@link Launcher} leaves of a server that has ended. */
final class Afterwards {

  private static final Logger logger = LoggerFactory.getLogger(LocalServer.class);
  private static final long PATIENCE_SECONDS = 10;

  private Afterwards() {}

  static void run(List<String> command, String name) {
    if (command.isEmpty()) {
      return;
    }
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        logger.error("What is left of the local server {} could not be removed in time", name);
      }
    } catch (IOException e) {
      logger.error("What is left of the local server {} could not be removed", name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.github.jerseymcp.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the tests log. */
final class LogFile {

  static final Path PATH = Path.of("target", "tests.log");

  private LogFile() {}

  /** What was logged from this byte on. */
  static String from(long start) throws IOException {
    byte[] all = Files.readAllBytes(PATH);
    return new String(all, (int) start, all.length - (int) start, UTF_8);
  }
}

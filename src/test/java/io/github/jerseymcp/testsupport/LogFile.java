package io.github.jerseymcp.testsupport;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.LoggerFactory;

/** What the tests log: simplelogger.properties says where. */
public final class LogFile {

  private static final Path PATH = Path.of("target", "tests.log");

  private LogFile() {}

  /** How long it is at present. */
  public static long size() {
    // The file is there once somebody has asked for a logger.
    LoggerFactory.getLogger(LogFile.class);
    try {
      return Files.size(PATH);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What was logged from this byte on. */
  public static String from(long start) {
    try (RandomAccessFile file = new RandomAccessFile(PATH.toFile(), "r")) {
      byte[] rest = new byte[Math.toIntExact(file.length() - start)];
      file.seek(start);
      file.readFully(rest);
      return new String(rest, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

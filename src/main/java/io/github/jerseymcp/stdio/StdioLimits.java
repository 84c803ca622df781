package io.github.jerseymcp.stdio;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * How much of a local server is read, kept for it and waited for. Immutable; each {@code with}
 * method gives a changed copy. Nothing is checked before {@link #problems}.
 *
 * <p>Without a setting: 100 lines in a row that are no messages end the connection; of a line of
 * the error stream 8 KiB are told; 1,000 notifications a second are read, and more wait in the
 * pipe; 64 requests of a server are handled at a time, and more are refused.
 */
public final class StdioLimits {

  private static final StdioLimits DEFAULTS = new StdioLimits();
  private static final int MEBIBYTE = 1024 * 1024;

  private int maximumLine = 4 * MEBIBYTE;
  private int maximumUnread = 8 * MEBIBYTE;
  private int errorRate = 64 * 1024;
  private Duration patience = Duration.ofSeconds(1);

  private StdioLimits() {}

  /** The defaults, which each {@code with} method names. */
  public static StdioLimits defaults() {
    return DEFAULTS;
  }

  /** The longest message, either way, in bytes. A longer one ends the server. Default: 4 MiB. */
  public StdioLimits withMaximumLine(int bytes) {
    return with(copy -> copy.maximumLine = bytes);
  }

  /** How many bytes wait for a server that does not read, until it is ended. Default: 8 MiB. */
  public StdioLimits withMaximumUnread(int bytes) {
    return with(copy -> copy.maximumUnread = bytes);
  }

  /**
   * How many bytes of the error stream are told in a second; the rest is read and counted. Default:
   * 64 KiB.
   */
  public StdioLimits withErrorRate(int bytesPerSecond) {
    return with(copy -> copy.errorRate = bytesPerSecond);
  }

  /**
   * How long closing waits before it kills: two thirds after the end of the input, one third after
   * the request to terminate. Default: 1 second.
   */
  public StdioLimits withPatience(Duration duration) {
    return with(copy -> copy.patience = duration);
  }

  /** One sentence for each mistake, which begins with the name of the setting. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (maximumLine < 1024 || maximumLine > 256 * MEBIBYTE) {
      problems.add("limits.maximumLine must be from 1024 bytes to 256 MiB");
    }
    if (maximumUnread < maximumLine) {
      problems.add("limits.maximumUnread must be at least limits.maximumLine");
    }
    if (errorRate < 0) {
      problems.add("limits.errorRate must not be negative");
    }
    if (patience.isNegative() || patience.compareTo(Duration.ofMinutes(5)) > 0) {
      problems.add("limits.patience must be from 0 to 5 minutes");
    }
    return problems;
  }

  int maximumLine() {
    return maximumLine;
  }

  int maximumUnread() {
    return maximumUnread;
  }

  int errorRate() {
    return errorRate;
  }

  Duration patience() {
    return patience;
  }

  private StdioLimits with(Consumer<StdioLimits> change) {
    StdioLimits copy = new StdioLimits();
    copy.maximumLine = maximumLine;
    copy.maximumUnread = maximumUnread;
    copy.errorRate = errorRate;
    copy.patience = patience;
    change.accept(copy);
    return copy;
  }
}

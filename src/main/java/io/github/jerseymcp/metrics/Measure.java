package io.github.jerseymcp.metrics;

import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * Something of one application that has a size at every moment, whoever measures it. Immutable and
 * thread-safe.
 *
 * @param name its name, in words with dots between them: {@code mcp.security.shares.used}
 * @param kind whether it may fall
 * @param unit what it is counted in: {@code seconds}; empty for pieces
 * @param description what it is, in one sentence without a full stop
 * @param tags which of several it is. The values come from the application, its configuration and
 *     the library: there is a bounded number of them, and no caller is in one
 * @param value how much it is now; not a number if that is not known. It takes no lock, waits for
 *     nobody and throws nothing
 */
public record Measure(
    String name,
    Kind kind,
    String unit,
    String description,
    Map<String, String> tags,
    DoubleSupplier value) {

  /** How a value moves. */
  public enum Kind {
    /** It rises and falls. */
    GAUGE,
    /** It begins at 0 and only rises. */
    COUNTER
  }

  /** Copies the tags. */
  public Measure {
    tags = Map.copyOf(tags);
  }
}

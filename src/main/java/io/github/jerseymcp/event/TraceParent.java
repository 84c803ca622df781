package io.github.jerseymcp.event;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what W3C Trace Context (section 3.2) calls a traceparent, of version 00 alone. */
final class TraceParent {

  private static final int LENGTH = 55;
  private static final int PARENT = 36;
  private static final int FLAGS = 53;

  private TraceParent() {}

  /** The value, if it is well-formed. */
  static Optional<String> of(@Nullable Object value) {
    return value instanceof String text && isWellFormed(text)
        ? Optional.of(text)
        : Optional.empty();
  }

  /** {@code 00-trace-parent-flags}; ids of nothing but zeros are none. */
  static boolean isWellFormed(String value) {
    if (value.length() != LENGTH || !value.startsWith("00-")) {
      return false;
    }
    boolean trace = false;
    boolean parent = false;
    for (int i = 3; i < LENGTH; i++) {
      char c = value.charAt(i);
      if (i == PARENT - 1 || i == FLAGS - 1) {
        if (c != '-') {
          return false;
        }
      } else if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        return false;
      } else if (c != '0') {
        trace |= i < PARENT;
        parent |= i >= PARENT && i < FLAGS;
      }
    }
    return trace && parent;
  }
}

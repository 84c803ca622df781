package io.github.jerseymcp.event;

import jakarta.ws.rs.core.MultivaluedMap;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a request is known by in other logs. An id that the request brings counts only in a form
 * that no log can be forged with.
 */
final class CorrelationId {

  private static final int SHORTEST = 8;
  private static final int LONGEST = 64;

  /** Of this process, so that ids of two nodes differ; a counter tells those of one node apart. */
  private static final String NODE = hex(new SecureRandom().nextLong());

  private static final AtomicLong COUNTER = new AtomicLong();

  private CorrelationId() {}

  /** The id of a request with these header fields, whose names are in lower case. */
  static String of(MultivaluedMap<String, String> headers) {
    String trace = only(headers.get("traceparent"));
    if (trace != null && TraceParent.isWellFormed(trace)) {
      return trace.substring(3, 35);
    }
    String request = only(headers.get("x-request-id"));
    return request != null && isPlain(request) ? request : create();
  }

  /** An id of our own. */
  static String create() {
    return NODE + "-" + Long.toHexString(COUNTER.incrementAndGet());
  }

  private static @Nullable String only(@Nullable List<String> fields) {
    return fields == null || fields.size() != 1 ? null : fields.get(0);
  }

  private static boolean isPlain(String field) {
    if (field.length() < SHORTEST || field.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && c != '-' && c != '_' && c != '.') {
        return false;
      }
    }
    return true;
  }

  private static String hex(long number) {
    return String.format("%016x", number);
  }
}

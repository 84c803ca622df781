package io.github.jerseymcp.request;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;

/** The Host of a request as it may stand in a log: short, and of characters that hosts have. */
public final class LoggedHost {

  private static final int LONGEST = 100;

  private LoggedHost() {}

  static String of(MultivaluedMap<String, String> headers) {
    List<String> fields = headers.get("host");
    if (fields == null || fields.isEmpty()) {
      return "absent";
    }
    if (fields.size() > 1) {
      return "given twice";
    }
    String host = fields.get(0);
    StringBuilder safe = new StringBuilder("\"");
    for (int i = 0; i < host.length() && i < LONGEST; i++) {
      char c = host.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      safe.append(letterOrDigit || ".-_:[]".indexOf(c) >= 0 ? c : '?');
    }
    return safe.append(host.length() > LONGEST ? "..." : "").append('"').toString();
  }
}

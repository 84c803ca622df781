package io.github.jerseymcp.edge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads comma-separated header names without a regular expression, and no more than a few. */
final class RequestedHeaders {

  private static final String PARAMETER = "Mcp-Param-";
  private static final int MOST_NAMES = 32;
  private static final int LONGEST_NAME = 128;

  private RequestedHeaders() {}

  /** The {@code Mcp-Param-*} names that a preflight asks for, each with a comma before it. */
  static String mcpParameters(@Nullable List<String> fields) {
    if (fields == null || fields.size() != 1) {
      return "";
    }
    String field = fields.get(0);
    StringBuilder names = new StringBuilder();
    int found = 0;
    int start = 0;
    while (start <= field.length() && found < MOST_NAMES) {
      int comma = field.indexOf(',', start);
      int end = comma < 0 ? field.length() : comma;
      String name = field.substring(start, end).strip();
      if (isParameter(name)) {
        names.append(", ").append(name);
        found++;
      }
      start = end + 1;
    }
    return names.toString();
  }

  /** Whether a comma-separated list has this member, without regard to case. */
  static boolean contains(String list, String member) {
    int start = 0;
    while (start <= list.length()) {
      int comma = list.indexOf(',', start);
      int end = comma < 0 ? list.length() : comma;
      if (list.substring(start, end).strip().equalsIgnoreCase(member)) {
        return true;
      }
      start = end + 1;
    }
    return false;
  }

  private static boolean isParameter(String name) {
    return name.length() > PARAMETER.length()
        && name.regionMatches(true, 0, PARAMETER, 0, PARAMETER.length())
        && isName(name);
  }

  /** Whether a text is the name of a header field, and no wildcard (RFC 9110 section 5.1). */
  static boolean isName(String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME || name.equals("*")) {
      return false;
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && "!#$%&'*+-.^_`|~".indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}

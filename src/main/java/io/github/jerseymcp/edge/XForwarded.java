package io.github.jerseymcp.edge;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;

/** Reads the X-Forwarded fields, which no standard describes, so that no client can move them. */
final class XForwarded {

  private XForwarded() {}

  /** The callers of the proxies, that of the nearest proxy last. */
  static List<String> nodes(MultivaluedMap<String, String> headers) {
    return values(headers, "X-Forwarded-For");
  }

  /** What the outermost trusted proxy says. */
  static ForwardedHop lastTrusted(MultivaluedMap<String, String> headers, TrustedPeers trusted) {
    List<String> nodes = nodes(headers);
    int index = nodes.size() - 1;
    while (index > 0 && ForwardedHop.isTrusted(nodes.get(index), trusted)) {
      index--;
    }
    int fromRight = Math.max(nodes.size() - 1 - index, 0);
    return new ForwardedHop(
        "",
        pick(values(headers, "X-Forwarded-Host"), fromRight, nodes.size()),
        pick(values(headers, "X-Forwarded-Proto"), fromRight, nodes.size()));
  }

  /**
   * The value that belongs to a hop. Behind one proxy that is the last. Behind several, either each
   * of them added a value or one of them set the only one; anything else is ambiguous, and empty.
   */
  private static String pick(List<String> values, int fromRight, int hops) {
    int size = values.size();
    if (size == 0) {
      return "";
    }
    if (fromRight == 0 || size == 1) {
      return values.get(size - 1);
    }
    return size == hops ? values.get(size - 1 - fromRight) : "";
  }

  private static List<String> values(MultivaluedMap<String, String> headers, String name) {
    List<String> fields = headers.get(name);
    List<String> values = new ArrayList<>();
    if (fields == null) {
      return values;
    }
    for (String field : fields) {
      int start = 0;
      while (start <= field.length()) {
        int comma = field.indexOf(',', start);
        int end = comma < 0 ? field.length() : comma;
        values.add(field.substring(start, end).strip());
        start = end + 1;
      }
    }
    // The proxies add on the right, so it is the client's part that falls away.
    int size = values.size();
    return values.subList(Math.max(size - ForwardedHop.MOST_HOPS, 0), size);
  }
}

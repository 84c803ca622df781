package io.github.jerseymcp.resource;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * The path of a request in the two readings that matter: as Jersey matches it, and as the most
 * lenient container or proxy could read it.
 *
 * <p>A path is protected if either reading is. So an encoded, doubled or dotted form of a protected
 * path can never be less protected than its plain form.
 *
 * @param matched what Jersey matches templates with: with a leading slash, without matrix
 *     parameters, and as it is in all else
 * @param lenient decoded until nothing changes, with backslashes as slashes, without dot segments
 *     and empty segments
 */
record RequestPath(String matched, String lenient) {

  private static final int MAXIMUM_DECODINGS = 3;

  /** Reads the raw path of a request, relative to the base of the application. */
  static RequestPath of(String raw) {
    String matched = withoutMatrixParameters("/" + raw);
    return new RequestPath(matched, isPlain(matched) ? matched : ConcretePath.of(lenient(raw)));
  }

  private static boolean isPlain(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      boolean escaped = c == '%' || c == '\\' || c <= ' ' || c > '~';
      boolean dotted =
          c == '/' && (i + 1 == path.length() || "/.".indexOf(path.charAt(i + 1)) >= 0);
      if (escaped || dotted) {
        return false;
      }
    }
    return true;
  }

  private static String lenient(String raw) {
    String path = raw;
    for (int i = 0; i < MAXIMUM_DECODINGS && path.indexOf('%') >= 0; i++) {
      path = decode(path);
    }
    path = withoutMatrixParameters(withLeadingSlash(path.replace('\\', '/')));
    Deque<String> segments = new ArrayDeque<>();
    int start = 1;
    while (start <= path.length()) {
      int end = path.indexOf('/', start);
      String segment = path.substring(start, end < 0 ? path.length() : end);
      if (segment.equals("..")) {
        segments.pollLast();
      } else if (!segment.isEmpty() && !segment.equals(".")) {
        segments.addLast(segment);
      }
      start = end < 0 ? path.length() + 1 : end + 1;
    }
    return segments.isEmpty() ? "" : "/" + String.join("/", segments);
  }

  private static String decode(String path) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      int high = c == '%' && i + 2 < path.length() ? Character.digit(path.charAt(i + 1), 16) : -1;
      int low = high >= 0 ? Character.digit(path.charAt(i + 2), 16) : -1;
      if (low >= 0) {
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        bytes.writeBytes(String.valueOf(c).getBytes(UTF_8));
      }
    }
    return bytes.toString(UTF_8);
  }

  private static String withLeadingSlash(String path) {
    return path.startsWith("/") ? path : "/" + path;
  }

  private static String withoutMatrixParameters(String path) {
    int semicolon = path.indexOf(';');
    if (semicolon < 0) {
      return path;
    }
    StringBuilder plain = new StringBuilder(path.length());
    int start = 0;
    while (semicolon >= 0) {
      plain.append(path, start, semicolon);
      start = path.indexOf('/', semicolon);
      if (start < 0) {
        return plain.toString();
      }
      semicolon = path.indexOf(';', start);
    }
    return plain.append(path, start, path.length()).toString();
  }
}

package io.github.jerseymcp.dpop;

/** Takes the segments {@code .} and {@code ..} out of an absolute path (RFC 3986 section 5.2.4). */
final class DotSegments {

  private DotSegments() {}

  /** Appends the path, which is empty or begins with a slash; an empty one as a slash. */
  static StringBuilder appendWithout(StringBuilder to, CharSequence path) {
    int root = to.length();
    int segment = 1;
    while (segment <= path.length()) {
      int end = segment;
      while (end < path.length() && path.charAt(end) != '/') {
        end++;
      }
      boolean last = end == path.length();
      if (isDots(path, segment, end, 2)) {
        to.setLength(Math.max(root, lastSlash(to, root)));
        appendSlashIf(last, to);
      } else if (isDots(path, segment, end, 1)) {
        appendSlashIf(last, to);
      } else {
        to.append('/').append(path, segment, end);
      }
      segment = end + 1;
    }
    return to.length() == root ? to.append('/') : to;
  }

  private static void appendSlashIf(boolean last, StringBuilder to) {
    if (last) {
      to.append('/');
    }
  }

  private static int lastSlash(StringBuilder text, int from) {
    for (int i = text.length() - 1; i >= from; i--) {
      if (text.charAt(i) == '/') {
        return i;
      }
    }
    return from;
  }

  private static boolean isDots(CharSequence path, int from, int end, int count) {
    if (end - from != count) {
      return false;
    }
    for (int i = from; i < end; i++) {
      if (path.charAt(i) != '.') {
        return false;
      }
    }
    return true;
  }
}

package io.github.jerseymcp.dpop;

import java.util.Locale;
import java.util.Optional;

/**
 * Brings an http or https address into the one form in which two of them can be compared, without
 * query and fragment (RFC 9449 section 4.3; RFC 3986 sections 6.2.2 and 6.2.3): scheme and host in
 * lower case, no default port, escapes in upper case and none that need not be, no dot segments, a
 * path of at least a slash. The rest of the path counts letter by letter.
 */
final class TargetUri {

  private TargetUri() {}

  /** The normal form; empty for a relative address, one with a user, and anything malformed. */
  static Optional<String> normalise(String uri) {
    int separator = uri.indexOf("://");
    if (separator < 0) {
      return Optional.empty();
    }
    String scheme = uri.substring(0, separator).toLowerCase(Locale.ROOT);
    boolean https = scheme.equals("https");
    if (!https && !scheme.equals("http")) {
      return Optional.empty();
    }
    int pathEnd = end(uri, separator + 3, "?#");
    int authorityEnd = Math.min(end(uri, separator + 3, "/"), pathEnd);
    StringBuilder normal = new StringBuilder(uri.length()).append(scheme).append("://");
    if (!appendAuthority(normal, uri.substring(separator + 3, authorityEnd), https ? 443 : 80)) {
      return Optional.empty();
    }
    StringBuilder path = new StringBuilder(pathEnd - authorityEnd + 1);
    if (!UriCharacters.appendNormalised(path, uri, authorityEnd, pathEnd, true)) {
      return Optional.empty();
    }
    return Optional.of(DotSegments.appendWithout(normal, path).toString());
  }

  private static boolean appendAuthority(StringBuilder normal, String authority, int defaultPort) {
    boolean literal = authority.startsWith("[");
    int colon = authority.indexOf(':', literal ? authority.indexOf(']') + 1 : 0);
    int hostEnd = colon < 0 ? authority.length() : colon;
    boolean appended =
        literal
            ? appendLiteral(normal, authority, hostEnd)
            : appendName(normal, authority, hostEnd);
    if (!appended) {
      return false;
    }
    if (colon < 0 || colon == authority.length() - 1) {
      return true;
    }
    int port = port(authority, colon + 1);
    if (port > 0 && port != defaultPort) {
      normal.append(':').append(port);
    }
    return port > 0;
  }

  private static boolean appendLiteral(StringBuilder normal, String authority, int end) {
    if (end < 4 || authority.indexOf(']') != end - 1) {
      return false;
    }
    for (int i = 1; i < end - 1; i++) {
      char c = authority.charAt(i);
      if (c > 'f' || (Character.digit(c, 16) < 0 && c != ':' && c != '.')) {
        return false;
      }
    }
    normal.append(authority.substring(0, end).toLowerCase(Locale.ROOT));
    return true;
  }

  private static boolean appendName(StringBuilder normal, String authority, int end) {
    int start = normal.length();
    if (end == 0 || !UriCharacters.appendNormalised(normal, authority, 0, end, false)) {
      return false;
    }
    for (int i = start; i < normal.length(); i++) {
      if (normal.charAt(i) == '%') {
        i += 2; // The digits of an escape stay in upper case.
      } else {
        normal.setCharAt(i, Character.toLowerCase(normal.charAt(i)));
      }
    }
    return true;
  }

  /** A port from 1 to 65535 without leading zeros, or -1. */
  private static int port(String authority, int start) {
    int length = authority.length() - start;
    if (length > 5 || authority.charAt(start) == '0') {
      return -1;
    }
    int port = 0;
    for (int i = start; i < authority.length(); i++) {
      char c = authority.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      port = port * 10 + c - '0';
    }
    return port <= 65535 ? port : -1;
  }

  private static int end(String uri, int from, String delimiters) {
    for (int i = from; i < uri.length(); i++) {
      if (delimiters.indexOf(uri.charAt(i)) >= 0) {
        return i;
      }
    }
    return uri.length();
  }
}

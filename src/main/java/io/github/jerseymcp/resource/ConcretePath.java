package io.github.jerseymcp.resource;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Spells the concrete path of a template resource in one way, so that one resource has one
 * identifier: escapes of unreserved characters are decoded, others are in upper case, and what may
 * not stand in a path is escaped (RFC 3986 section 6.2.2).
 */
final class ConcretePath {

  private static final String PATH_CHARACTERS = "-._~!$&'()*+,=:@/";
  private static final char[] HEX = "0123456789ABCDEF".toCharArray();

  private ConcretePath() {}

  static String of(String path) {
    return isSpelled(path) ? path : spelled(path);
  }

  private static boolean isSpelled(String path) {
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (!isUnreserved(c) && PATH_CHARACTERS.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }

  private static String spelled(String path) {
    StringBuilder spelled = new StringBuilder(path.length() + 16);
    for (byte octet : path.getBytes(UTF_8)) {
      spelled.append((char) (octet & 0xFF));
    }
    StringBuilder result = new StringBuilder(spelled.length());
    for (int i = 0; i < spelled.length(); i++) {
      char c = spelled.charAt(i);
      if (c == '%' && isEscape(spelled, i)) {
        append(result, (char) (hex(spelled, i + 1) << 4 | hex(spelled, i + 2)), true);
        i += 2;
      } else {
        append(result, c, false);
      }
    }
    return result.toString();
  }

  private static void append(StringBuilder result, char octet, boolean wasEscaped) {
    if (isUnreserved(octet) || (!wasEscaped && PATH_CHARACTERS.indexOf(octet) >= 0)) {
      result.append(octet);
    } else {
      result.append('%').append(HEX[octet >> 4]).append(HEX[octet & 0xF]);
    }
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '-'
        || c == '.'
        || c == '_'
        || c == '~';
  }

  private static boolean isEscape(CharSequence text, int at) {
    return at + 2 < text.length() && hex(text, at + 1) >= 0 && hex(text, at + 2) >= 0;
  }

  private static int hex(CharSequence text, int at) {
    return Character.digit(text.charAt(at), 16);
  }
}

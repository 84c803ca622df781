package io.github.jerseymcp.dpop;

/** The characters of an address, and its escapes in their normal form (RFC 3986 section 6.2.2). */
final class UriCharacters {

  private static final String MARKS = "-._~";
  private static final String NAME_EXTRAS = "!$&'()*+,;=";
  private static final String PATH_EXTRAS = NAME_EXTRAS + "/:@";
  private static final char[] HEXADECIMAL = "0123456789ABCDEF".toCharArray();

  private UriCharacters() {}

  /**
   * Appends a part of an address: escapes of unreserved characters decoded, all others in upper
   * case. False if there is a character that may not stand in a path, or in a host.
   */
  static boolean appendNormalised(StringBuilder to, String uri, int from, int end, boolean path) {
    String extras = path ? PATH_EXTRAS : NAME_EXTRAS;
    for (int i = from; i < end; i++) {
      char c = uri.charAt(i);
      if (c == '%') {
        int high = i + 2 < end ? hexadecimal(uri.charAt(i + 1)) : -1;
        int low = i + 2 < end ? hexadecimal(uri.charAt(i + 2)) : -1;
        if (high < 0 || low < 0) {
          return false;
        }
        appendEscaped(to, high, low);
        i += 2;
      } else if (isUnreserved(c) || extras.indexOf(c) >= 0) {
        to.append(c);
      } else {
        return false;
      }
    }
    return true;
  }

  private static void appendEscaped(StringBuilder to, int high, int low) {
    char escaped = (char) ((high << 4) | low);
    if (isUnreserved(escaped)) {
      to.append(escaped);
    } else {
      to.append('%').append(HEXADECIMAL[high]).append(HEXADECIMAL[low]);
    }
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || MARKS.indexOf(c) >= 0;
  }

  private static int hexadecimal(char c) {
    return c < 128 ? Character.digit(c, 16) : -1;
  }
}

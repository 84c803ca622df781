package io.github.jerseymcp.edge;

/** Reads short unsigned numbers out of header text; ASCII digits only. */
final class Digits {

  private Digits() {}

  /** The number between start and end, or -1 if there is no digit, too many, or something else. */
  static int parse(String text, int start, int end, int radix, int most) {
    if (end <= start || end - start > most) {
      return -1;
    }
    int value = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      int digit = c < 0x80 ? Character.digit(c, radix) : -1;
      if (digit < 0) {
        return -1;
      }
      value = value * radix + digit;
    }
    return value;
  }
}

package io.github.jerseymcp.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What somebody else wrote, as a text that cannot do anything to a terminal or a log. */
final class PlainText {

  private PlainText() {}

  /** The first bytes, with all that is no visible character or blank escaped. */
  static String of(byte[] bytes, int length) {
    String text = new String(bytes, 0, length, UTF_8);
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isPlain(c)) {
                plain.appendCodePoint(c);
              } else {
                plain.append(String.format("\\u{%x}", c));
              }
            });
    return plain.toString();
  }

  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          c == '\t';
      default -> true;
    };
  }
}

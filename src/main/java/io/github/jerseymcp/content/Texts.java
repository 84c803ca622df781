package io.github.jerseymcp.content;

/** Tells what a reader of a text does not see, and a model does. */
final class Texts {

  private Texts() {}

  /** Whether each half of a pair of surrogates has the other one. */
  static boolean isWellFormed(String text) {
    return text.codePoints()
        .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
  }

  /**
   * Whether it has control characters (C0, C1, DEL), line or paragraph separators, changes of
   * direction, characters of no width, tags, or characters for private use.
   */
  static boolean hasUnseen(String text) {
    return text.codePoints().anyMatch(point -> isControl(point) || isUnseen(point));
  }

  /** The same but for what a text of several lines, in any script, needs. */
  static boolean hasHidden(String text) {
    return text.codePoints()
        .anyMatch(
            point ->
                (isControl(point) && point != '\t' && point != '\n' && point != '\r')
                    || isTag(point)
                    || isOverride(point));
  }

  private static boolean isControl(int point) {
    return Character.getType(point) == Character.CONTROL;
  }

  /** Letters that look like nothing, with which a sentence can be written for models alone. */
  private static boolean isTag(int point) {
    return (point >= 0xE0000 && point <= 0xE007F) || (point >= 0xE0100 && point <= 0xE01EF);
  }

  /** Makes a reader see another order of characters than there is (CVE-2021-42574). */
  private static boolean isOverride(int point) {
    return point == 0x202D || point == 0x202E;
  }

  private static boolean isUnseen(int point) {
    int type = Character.getType(point);
    return type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR
        || type == Character.PRIVATE_USE
        || isTag(point);
  }
}

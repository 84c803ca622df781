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

  /** The same but for the ends of lines and tabs. */
  static boolean hasUnseenInLines(String text) {
    return text.codePoints()
        .anyMatch(point -> (isControl(point) && !isLayout(point)) || isUnseen(point));
  }

  /** The same but for what a text of several lines, in any script, needs. */
  static boolean hasHidden(String text) {
    return text.codePoints()
        .anyMatch(
            point -> (isControl(point) && !isLayout(point)) || isTag(point) || isOverride(point));
  }

  private static boolean isLayout(int point) {
    return point == '\t' || point == '\n' || point == '\r';
  }

  private static boolean isControl(int point) {
    return Character.getType(point) == Character.CONTROL;
  }

  /** Letters that look like nothing, with which a sentence can be written for models alone. */
  private static boolean isTag(int point) {
    return point >= 0xE0000 && point <= 0xE0FFF;
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
        || isTag(point)
        || isIgnorable(point);
  }

  /**
   * What is drawn as nothing (Default_Ignorable_Code_Point of Unicode) and has another category
   * than the rest of these. Without the two that tell an emoji from a letter.
   */
  private static boolean isIgnorable(int point) {
    return point == 0x034F
        || point == 0x115F
        || point == 0x1160
        || point == 0x17B4
        || point == 0x17B5
        || (point >= 0x180B && point <= 0x180F)
        || point == 0x2065
        || point == 0x3164
        || (point >= 0xFE00 && point <= 0xFE0D)
        || point == 0xFFA0
        || (point >= 0xFFF0 && point <= 0xFFF8);
  }
}

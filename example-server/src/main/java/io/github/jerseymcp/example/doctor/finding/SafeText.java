package io.github.jerseymcp.example.doctor.finding;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Makes texts of strangers fit for a terminal: no secret, no control character, and short. */
public final class SafeText {

  private static final int LONGEST = 240;

  private final Set<String> secrets = ConcurrentHashMap.newKeySet();

  /** From now on this is left out of all texts. */
  public void hide(String secret) {
    if (!secret.isEmpty()) {
      secrets.add(secret);
    }
  }

  /** The text as it may be printed, in one line. */
  public String of(String text) {
    String safe = whole(text);
    return safe.codePointCount(0, safe.length()) > LONGEST
        ? safe.substring(0, safe.offsetByCodePoints(0, LONGEST)) + "..."
        : safe;
  }

  /** The same, of any length. */
  public String whole(String text) {
    String safe = text;
    for (String secret : secrets) {
      safe = safe.replace(secret, "(hidden)");
    }
    StringBuilder printable = new StringBuilder();
    safe.codePoints()
        .map(point -> isPrintable(point) ? point : ' ')
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }

  /**
   * Whether a terminal shows it, and does nothing else with it: formats may turn the direction of a
   * line, or hide a part of it.
   */
  public static boolean isPrintable(int point) {
    int type = Character.getType(point);
    return !Character.isISOControl(point)
        && type != Character.FORMAT
        && type != Character.LINE_SEPARATOR
        && type != Character.PARAGRAPH_SEPARATOR
        && type != Character.SURROGATE
        && type != Character.UNASSIGNED
        && type != Character.PRIVATE_USE;
  }
}

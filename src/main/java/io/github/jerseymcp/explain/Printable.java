package io.github.jerseymcp.explain;

/** Text that somebody else chose, made fit for a terminal and a log: printable and short. */
final class Printable {

  private static final int LONGEST = 200;

  private Printable() {}

  static String of(Object value) {
    String text = value.toString();
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < Math.min(text.length(), LONGEST); i++) {
      char c = text.charAt(i);
      safe.append(c >= ' ' && c <= '~' ? c : '?');
    }
    return text.length() > LONGEST ? safe + "..." : safe.toString();
  }
}

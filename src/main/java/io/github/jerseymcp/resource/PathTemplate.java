package io.github.jerseymcp.resource;

import java.util.ArrayList;
import java.util.List;

/**
 * A JAX-RS path template, cut into segments, to tell at start whether two templates can meet.
 *
 * <p>It answers "yes" when in doubt: a regular expression of a variable is taken to match any
 * segment, and one that could match a slash, or nothing, to match the whole rest.
 */
record PathTemplate(List<Segment> segments) {

  /** How a segment ends. */
  private enum End {
    /** The prefix is all of it. */
    LITERAL,
    /** A variable that stays within the segment. */
    VARIABLE,
    /** A variable that may reach over slashes, or be empty. */
    DEEP
  }

  /** Parts of expressions that match one character or more, and no slash. */
  private static final List<String> HARMLESS =
      List.of("[^/]", "\\d", "\\w", "a-z", "A-Z", "0-9", "[-", "-]");

  /** An expression with one of these may match a slash, or nothing at all. */
  private static final List<String> IN_DOUBT =
      List.of(".", "/", "\\", "^", "-", "*", "?", "{0", "||", "(|", "|)");

  static PathTemplate of(String template) {
    List<Segment> segments = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i <= template.length(); i++) {
      char c = i < template.length() ? template.charAt(i) : '/';
      if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
      } else if (c == '/' && depth == 0) {
        if (i > start) {
          segments.add(Segment.of(template.substring(start, i)));
        }
        start = i + 1;
      }
    }
    return new PathTemplate(List.copyOf(segments));
  }

  /**
   * Spells a template in one way: with a leading and no trailing slash, and its literal parts as in
   * {@link ConcretePath}. The root is {@code ""}.
   */
  static String spelled(String template) {
    StringBuilder spelled = new StringBuilder(template.startsWith("/") ? "" : "/");
    int depth = 0;
    int start = 0;
    for (int i = 0; i < template.length(); i++) {
      char c = template.charAt(i);
      if (c == '{' && depth++ == 0) {
        spelled.append(ConcretePath.of(template.substring(start, i)));
        start = i;
      } else if (c == '}' && --depth == 0) {
        spelled.append(template, start, i + 1);
        start = i + 1;
      }
    }
    spelled.append(ConcretePath.of(template.substring(start)));
    int end = spelled.length();
    while (end > 0 && spelled.charAt(end - 1) == '/') {
      end--;
    }
    return spelled.substring(0, end);
  }

  /** Whether some path of this template can lie at or below some path of the other. */
  boolean canLieUnder(PathTemplate parent) {
    for (int i = 0; i < parent.segments.size(); i++) {
      Segment above = parent.segments.get(i);
      if (i >= segments.size()) {
        return above.end == End.DEEP && above.prefix.isEmpty();
      }
      Segment mine = segments.get(i);
      if (!mine.canBe(above)) {
        return false;
      }
      if (above.end == End.DEEP || mine.end == End.DEEP) {
        return true;
      }
    }
    return true;
  }

  /** The first segment if it is literal, by which templates that cannot meet are told apart. */
  String firstLiteral() {
    boolean literal = !segments.isEmpty() && segments.get(0).end == End.LITERAL;
    return literal ? segments.get(0).prefix : "";
  }

  /**
   * What stands between two slashes.
   *
   * @param prefix the literal text that it begins with
   * @param end what follows
   */
  private record Segment(String prefix, End end) {

    static Segment of(String text) {
      int brace = text.indexOf('{');
      return brace < 0
          ? new Segment(text, End.LITERAL)
          : new Segment(text.substring(0, brace), endOf(text.substring(brace)));
    }

    boolean canBe(Segment other) {
      if (end == End.LITERAL) {
        return other.end == End.LITERAL
            ? prefix.equals(other.prefix)
            : prefix.startsWith(other.prefix);
      }
      return other.prefix.startsWith(prefix)
          || (other.end != End.LITERAL && prefix.startsWith(other.prefix));
    }

    private static End endOf(String variables) {
      int colon = variables.indexOf(':');
      if (colon < 0) {
        return End.VARIABLE;
      }
      String expression = variables.substring(colon + 1).strip();
      for (String harmless : HARMLESS) {
        expression = expression.replace(harmless, "");
      }
      boolean emptyAlternative = expression.startsWith("|") || expression.contains("|}");
      return emptyAlternative || IN_DOUBT.stream().anyMatch(expression::contains)
          ? End.DEEP
          : End.VARIABLE;
    }
  }
}

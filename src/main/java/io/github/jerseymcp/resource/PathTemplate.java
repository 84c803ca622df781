package io.github.jerseymcp.resource;

import java.util.ArrayList;
import java.util.List;

/**
 * A JAX-RS path template, cut into segments, to tell at start whether two templates can meet.
 *
 * <p>It answers "yes" when in doubt: a regular expression of a variable is taken to match any
 * segment, and one that could match a slash to match the whole rest.
 */
record PathTemplate(List<String> segments) {

  /** Stands for one variable segment. */
  private static final String VARIABLE = "{}";

  /** Stands for a variable that may reach over slashes. */
  private static final String DEEP = "{/}";

  static PathTemplate of(String template) {
    List<String> segments = new ArrayList<>();
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
          segments.add(segment(template.substring(start, i)));
        }
        start = i + 1;
      }
    }
    return new PathTemplate(List.copyOf(segments));
  }

  /** Joins two paths as JAX-RS does, without a trailing slash. */
  static String join(String parent, String child) {
    String path = child.startsWith("/") ? child : "/" + child;
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return parent + path;
  }

  /** Whether some path of this template can lie at or below some path of the other. */
  boolean canLieUnder(PathTemplate parent) {
    for (int i = 0; i < parent.segments.size(); i++) {
      String above = parent.segments.get(i);
      if (above.equals(DEEP)) {
        return true;
      }
      if (i >= segments.size()) {
        return false;
      }
      String mine = segments.get(i);
      if (mine.equals(DEEP)) {
        return true;
      }
      if (!above.equals(VARIABLE) && !mine.equals(VARIABLE) && !above.equals(mine)) {
        return false;
      }
    }
    return true;
  }

  /** The first segment if it is literal, by which templates that cannot meet are told apart. */
  String firstLiteral() {
    return segments.isEmpty() || segments.get(0).startsWith("{") ? "" : segments.get(0);
  }

  private static String segment(String text) {
    int brace = text.indexOf('{');
    if (brace < 0) {
      return text;
    }
    int colon = text.indexOf(':', brace);
    if (colon < 0) {
      return VARIABLE;
    }
    String expression =
        text.substring(colon + 1).replace("[^/]", "").replace("\\d", "").replace("\\w", "");
    return expression.chars().anyMatch(c -> "./\\^".indexOf(c) >= 0) ? DEEP : VARIABLE;
  }
}

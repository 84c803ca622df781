package io.github.jerseymcp.mcp.message;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The URIs of resources that a template opens to anybody. A part in braces is 1 to 128 letters,
 * digits and {@code - . _ ~ @ +}, and no {@code .} or {@code ..} between separators. Immutable.
 *
 * <p>Strangers choose the URIs, so all ways of dividing one are looked at together: a regular
 * expression tries one after the other, which takes seconds where three parts stand in one segment.
 */
final class OpenTemplate {

  private static final Pattern VARIABLE = Pattern.compile("\\{[^{}]*}");
  private static final String MARKS = "-._~@+";
  private static final int LONGEST_VALUE = 128;

  /** Texts that must be there; empty for a variable. */
  private final List<Optional<String>> parts = new ArrayList<>();

  private final int longest;

  /**
   * Reads a template.
   *
   * @throws IllegalArgumentException if it has a brace that makes no variable
   */
  OpenTemplate(String template) {
    Matcher variable = VARIABLE.matcher(template);
    int from = 0;
    while (variable.find()) {
      addLiteral(template.substring(from, variable.start()));
      parts.add(Optional.empty());
      from = variable.end();
    }
    addLiteral(template.substring(from));
    this.longest =
        parts.stream().mapToInt(part -> part.map(String::length).orElse(LONGEST_VALUE)).sum();
  }

  /** Whether it stands for this URI. */
  boolean matches(String uri) {
    if (uri.length() > longest) {
      return false;
    }
    BitSet reached = new BitSet();
    reached.set(0);
    for (Optional<String> part : parts) {
      BitSet next = new BitSet();
      reached.stream().forEach(at -> take(part, uri, at, next));
      reached = next;
    }
    return reached.get(uri.length());
  }

  /** Sets where a part that begins here can end. */
  private static void take(Optional<String> part, String uri, int at, BitSet ends) {
    if (part.isPresent()) {
      if (uri.startsWith(part.get(), at)) {
        ends.set(at + part.get().length());
      }
      return;
    }
    if (isDots(uri, at)) {
      return;
    }
    for (int end = at; end < at + LONGEST_VALUE && isOfValue(uri, end); end++) {
      ends.set(end + 1);
    }
  }

  /** What is all dots could be another path. */
  private static boolean isDots(String uri, int at) {
    int end = at;
    while (end < uri.length() && uri.charAt(end) == '.') {
      end++;
    }
    return end > at && end - at <= 2 && !isOfValue(uri, end);
  }

  private static boolean isOfValue(String uri, int at) {
    if (at >= uri.length()) {
      return false;
    }
    char c = uri.charAt(at);
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || MARKS.indexOf(c) >= 0;
  }

  private void addLiteral(String text) {
    if (text.indexOf('{') >= 0 || text.indexOf('}') >= 0) {
      throw new IllegalArgumentException(
          "@OpenOperation has a name with a brace that makes no variable");
    }
    if (!text.isEmpty()) {
      parts.add(Optional.of(text));
    }
  }
}

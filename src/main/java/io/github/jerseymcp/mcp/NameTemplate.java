package io.github.jerseymcp.mcp;

import java.util.ArrayList;
import java.util.List;

/**
 * A name with parts in braces, such as {@code notes://{id}}.
 *
 * <p>A part in braces fits any text, even none and even slashes: a rule then covers every URI that
 * a server could take for the template, and rather one too many.
 */
final class NameTemplate {

  private final List<String> literals;

  private NameTemplate(List<String> literals) {
    this.literals = literals;
  }

  static NameTemplate of(String template) {
    List<String> literals = new ArrayList<>();
    int from = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
      int close = template.indexOf('}', open);
      if (close < 0) {
        throw new IllegalArgumentException("A rule for operations has a name with an open brace");
      }
      literals.add(template.substring(from, open));
      from = close + 1;
    }
    literals.add(template.substring(from));
    return new NameTemplate(literals);
  }

  boolean fits(String name) {
    String first = literals.get(0);
    String last = literals.get(literals.size() - 1);
    if (!name.startsWith(first)
        || !name.endsWith(last)
        || name.length() < first.length() + last.length()) {
      return false;
    }
    int from = first.length();
    int end = name.length() - last.length();
    for (String literal : literals.subList(1, literals.size() - 1)) {
      int found = name.indexOf(literal, from);
      if (found < 0 || found + literal.length() > end) {
        return false;
      }
      from = found + literal.length();
    }
    return true;
  }
}

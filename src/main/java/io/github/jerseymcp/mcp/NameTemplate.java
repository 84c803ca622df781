package io.github.jerseymcp.mcp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A name with parts in braces, such as {@code notes://{id}}.
 *
 * <p>A part in braces fits any text, even none and even slashes: a rule then covers every URI that
 * a server could take for the template, and rather one too many.
 */
final class NameTemplate {

  private final List<String> literals;
  private final List<String> variables;

  private NameTemplate(List<String> literals, List<String> variables) {
    this.literals = literals;
    this.variables = variables;
  }

  static NameTemplate of(String template) {
    List<String> literals = new ArrayList<>();
    List<String> variables = new ArrayList<>();
    int from = 0;
    for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', from)) {
      int close = template.indexOf('}', open);
      if (close < 0) {
        throw new IllegalArgumentException("A rule for operations has a name with an open brace");
      }
      literals.add(template.substring(from, open));
      variables.add(template.substring(open + 1, close));
      from = close + 1;
    }
    literals.add(template.substring(from));
    return new NameTemplate(literals, variables);
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

  /** Whether there is one variable of this name. */
  boolean names(String variable) {
    return variables.indexOf(variable) >= 0
        && variables.indexOf(variable) == variables.lastIndexOf(variable);
  }

  /** Whether no value that a scope takes can be cut out in two ways. */
  boolean isUnambiguous() {
    return literals.subList(1, literals.size() - 1).stream()
        .allMatch(RuleScopes.ScopeTemplate::separates);
  }

  /** What stands in a name in place of a variable; empty if the name does not fit. */
  Optional<String> valueOf(String variable, String name) {
    if (!fits(name)) {
      return Optional.empty();
    }
    int from = literals.get(0).length();
    for (int i = 0; i < variables.size(); i++) {
      String next = literals.get(i + 1);
      int end =
          i == variables.size() - 1 ? name.length() - next.length() : name.indexOf(next, from);
      if (variables.get(i).equals(variable)) {
        return Optional.of(name.substring(from, end));
      }
      from = end + next.length();
    }
    return Optional.empty();
  }
}

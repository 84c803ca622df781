package io.github.jerseymcp.mcp;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;

/**
 * What rules say of operations: found by method and name without a search, but for those whose name
 * is a template. Not changed once all rules are added.
 */
final class OperationTable<T> {

  private final T nothing;
  private final BinaryOperator<T> both;
  private final Map<String, T> byMethod = new HashMap<>();
  private final Map<Named, T> byName = new HashMap<>();
  private final List<Templated<T>> byTemplate = new ArrayList<>();

  /**
   * A table without rules.
   *
   * @param nothing what is said of an operation without a rule
   * @param both adds up what two rules say
   */
  OperationTable(T nothing, BinaryOperator<T> both) {
    this.nothing = nothing;
    this.both = both;
  }

  /** Adds a rule; an empty name stands for every one. */
  void add(String method, String name, T said) {
    if (name.isEmpty()) {
      byMethod.merge(method, said, both);
    } else if (name.indexOf('{') < 0) {
      byName.merge(new Named(method, name), said, both);
    } else {
      byTemplate.add(new Templated<>(method, NameTemplate.of(name), said));
    }
  }

  /** What all rules that fit say together. */
  T of(McpOperation operation) {
    T always = byMethod.getOrDefault(operation.method(), nothing);
    if (operation.name().isEmpty()) {
      return always;
    }
    String name = operation.name().get();
    T named = byName.get(new Named(operation.method(), name));
    if (named == null && byTemplate.isEmpty()) {
      return always;
    }
    T all = named == null ? always : both.apply(always, named);
    for (Templated<T> rule : byTemplate) {
      if (rule.fits(operation.method(), name)) {
        all = both.apply(all, rule.said());
      }
    }
    return all;
  }

  /** Whether a rule names this very operation. */
  boolean names(McpOperation operation) {
    String method = operation.method();
    return operation
        .name()
        .map(
            name ->
                byName.containsKey(new Named(method, name))
                    || byTemplate.stream().anyMatch(rule -> rule.fits(method, name)))
        .orElse(byMethod.containsKey(method));
  }

  private record Named(String method, String name) {}

  private record Templated<T>(String method, NameTemplate template, T said) {

    boolean fits(String otherMethod, String name) {
      return method.equals(otherMethod) && template.fits(name);
    }
  }
}

package io.github.jerseymcp.resource;

import io.github.jerseymcp.OperationScopes;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the rules for MCP operations that a class and its types declare, for people. */
final class OperationRules {

  private OperationRules() {}

  /** The scopes by operation: {@code tools/call notes_add}, in the order of declaration. */
  static Map<String, Set<String>> of(Class<?> type) {
    Map<String, Set<String>> rules = new LinkedHashMap<>();
    for (Class<?> one : Inheritance.typesOf(type)) {
      for (OperationScopes rule : one.getDeclaredAnnotationsByType(OperationScopes.class)) {
        String operation =
            rule.name().isEmpty() ? rule.method() : rule.method() + " " + rule.name();
        rules
            .computeIfAbsent(operation, key -> new LinkedHashSet<>())
            .addAll(List.of(rule.value()));
      }
    }
    return rules;
  }
}

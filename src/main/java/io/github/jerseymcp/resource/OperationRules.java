package io.github.jerseymcp.resource;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.OperationAuthentication;
import io.github.jerseymcp.OperationScopes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the rules for MCP operations that a class and its types declare, for people. */
final class OperationRules {

  private final Map<String, Demand> demands = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  private OperationRules(Iterable<Class<?>> types) {
    for (Class<?> one : types) {
      for (OperationScopes rule : one.getDeclaredAnnotationsByType(OperationScopes.class)) {
        add(
            nameOf(rule.method(), rule.name()),
            ScopeRequirement.allOf(List.of(rule.value())),
            AuthenticationRequirement.none());
      }
      for (OperationAuthentication rule :
          one.getDeclaredAnnotationsByType(OperationAuthentication.class)) {
        add(rule);
      }
    }
  }

  /** What is asked for by operation, {@code tools/call notes_add}, in the order of declaration. */
  static Map<String, Demand> of(Class<?> type) {
    return new OperationRules(Inheritance.typesOf(type)).demands;
  }

  /**
   * What is wrong with the authentication that operations ask for, as sentences.
   *
   * @param always what the class asks for
   */
  static List<String> problems(Iterable<Class<?>> types, AuthenticationRequirement always) {
    OperationRules rules = new OperationRules(types);
    rules.demands.forEach(
        (operation, demand) -> {
          String method = operation.split(" ", 2)[0];
          AuthenticationRequirement all =
              always
                  .and(rules.demands.getOrDefault(method, Demand.none()).authentication())
                  .and(demand.authentication());
          if (all.isImpossible()) {
            rules.problems.add(
                "asks for different acr of "
                    + operation
                    + ", and no token has two: name one that all rules allow");
          }
        });
    return rules.problems;
  }

  private void add(OperationAuthentication rule) {
    String operation = nameOf(rule.method(), rule.name());
    if (rule.method().isEmpty()) {
      problems.add("has an @OperationAuthentication that names no method");
    }
    try {
      add(operation, ScopeRequirement.none(), AuthenticationRequirement.of(rule));
    } catch (IllegalArgumentException e) {
      problems.add("has an @OperationAuthentication of " + operation + " that " + e.getMessage());
    }
  }

  private void add(
      String operation, ScopeRequirement scopes, AuthenticationRequirement authentication) {
    demands.merge(
        operation,
        Demand.none().and(scopes, authentication),
        (before, more) -> before.and(more.scopes(), more.authentication()));
  }

  private static String nameOf(String method, String name) {
    return name.isEmpty() ? method : method + " " + name;
  }
}

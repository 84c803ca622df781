package io.github.jerseymcp.resource;

import io.github.jerseymcp.Confirm;
import io.github.jerseymcp.OpenOperation;
import io.github.jerseymcp.OperationAuthentication;
import io.github.jerseymcp.OperationScopes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads which MCP operations a class and its types open to anybody, and finds what is wrong. */
final class OpenRules {

  private static final Set<String> NAMED = Set.of("tools/call", "prompts/get", "resources/read");

  private static final Set<String> UNNAMED =
      Set.of(
          "initialize",
          "ping",
          "server/discover",
          "tools/list",
          "prompts/list",
          "resources/list",
          "resources/templates/list");

  private final Set<Class<?>> types;
  private final Set<String> opened = new LinkedHashSet<>();
  private final List<String> problems = new ArrayList<>();

  private OpenRules(Set<Class<?>> types) {
    this.types = types;
  }

  static OpenRules of(Set<Class<?>> types) {
    OpenRules rules = new OpenRules(types);
    for (Class<?> type : types) {
      for (OpenOperation rule : type.getDeclaredAnnotationsByType(OpenOperation.class)) {
        rules.add(rule);
      }
    }
    return rules;
  }

  static List<String> problemsOf(Class<?> type) {
    return of(Inheritance.typesOf(type)).problems();
  }

  /** What is opened: {@code tools/list}, {@code tools/call search}. */
  Set<String> opened() {
    return opened;
  }

  /** What is wrong with them, as sentences about the class. */
  List<String> problems() {
    List<String> all = new ArrayList<>(problems);
    if (!opened.isEmpty() && HandlerType.asksForMore(types)) {
      all.add(
          "opens operations to anybody, and asks for scopes or an authentication on the class:"
              + " name those of operations in @OperationScopes and @OperationAuthentication");
    }
    return all;
  }

  private void add(OpenOperation rule) {
    String operation = rule.name().isEmpty() ? rule.method() : rule.method() + " " + rule.name();
    opened.add(operation);
    if (NAMED.contains(rule.method()) && rule.name().isEmpty()) {
      problems.add("opens " + operation + " to anybody without a name: name what is open");
    } else if (UNNAMED.contains(rule.method()) && !rule.name().isEmpty()) {
      problems.add("opens " + operation + " to anybody with a name, which the method has not");
    } else if (!NAMED.contains(rule.method()) && !UNNAMED.contains(rule.method())) {
      problems.add("opens " + operation + " to anybody, which needs a caller always");
    }
    if (rule.name().indexOf('{') >= 0 && !rule.method().equals("resources/read")) {
      problems.add("opens " + operation + " to anybody, and only URIs may be templates");
    }
    types.forEach(type -> compare(type, rule, operation));
  }

  private void compare(Class<?> type, OpenOperation rule, String operation) {
    for (OperationScopes scopes : type.getDeclaredAnnotationsByType(OperationScopes.class)) {
      if (scopes.value().length > 0 && isSame(rule, scopes.method(), scopes.name())) {
        problems.add("opens " + operation + " to anybody, and asks for scopes: remove one of both");
      }
    }
    for (OperationAuthentication sign :
        type.getDeclaredAnnotationsByType(OperationAuthentication.class)) {
      if (isSame(rule, sign.method(), sign.name())) {
        problems.add(
            "opens "
                + operation
                + " to anybody, and asks for an authentication:"
                + " remove one of both");
      }
    }
    for (Confirm confirm : type.getDeclaredAnnotationsByType(Confirm.class)) {
      if (isSame(rule, "tools/call", confirm.tool())) {
        problems.add("opens " + operation + " to anybody, and has its user confirm it");
      }
    }
  }

  /** Templates are compared once the endpoint is made, and at each request. */
  private static boolean isSame(OpenOperation rule, String method, String name) {
    return rule.method().equals(method) && (name.isEmpty() || name.equals(rule.name()));
  }
}

package io.github.jerseymcp.mcp;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.OperationAuthentication;
import io.github.jerseymcp.OperationScopes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules that stand on an endpoint class. */
final class AnnotatedOperations implements OperationPolicy {

  private final OperationTable<RuleScopes> scopes =
      new OperationTable<>(RuleScopes.NONE, RuleScopes::and);
  private final OperationTable<AuthenticationRequirement> authentication =
      new OperationTable<>(AuthenticationRequirement.none(), AuthenticationRequirement::and);

  private AnnotatedOperations() {}

  static AnnotatedOperations of(Class<?> endpoint) {
    AnnotatedOperations rules = new AnnotatedOperations();
    rules.collect(endpoint, new LinkedHashSet<>());
    return rules;
  }

  @Override
  public Set<String> scopesFor(McpOperation operation) {
    return scopes.of(operation).of(operation);
  }

  @Override
  public Set<String> statedScopesFor(McpOperation operation) {
    return scopes.of(operation).statedFor(operation);
  }

  @Override
  public boolean shows(McpOperation operation, McpPrincipal caller) {
    return scopes.of(operation).areHeldBy(caller, operation);
  }

  @Override
  public AuthenticationRequirement authenticationFor(McpOperation operation) {
    return authentication.of(operation);
  }

  /** What is opened, and must have no scopes, is looked for by whoever asks. */
  @Override
  public boolean permitsAnonymous(McpOperation operation) {
    return true;
  }

  @Override
  public boolean lists(McpOperation operation) {
    return scopes.names(operation);
  }

  private void collect(@Nullable Class<?> type, Set<Class<?>> seen) {
    if (type == null || !seen.add(type)) {
      return;
    }
    for (OperationScopes rule : type.getDeclaredAnnotationsByType(OperationScopes.class)) {
      scopes.add(
          named(rule.method(), "@OperationScopes"),
          rule.name(),
          RuleScopes.of(rule.method(), rule.name(), List.of(rule.value())));
    }
    for (OperationAuthentication rule :
        type.getDeclaredAnnotationsByType(OperationAuthentication.class)) {
      authentication.add(
          named(rule.method(), "@OperationAuthentication"),
          rule.name(),
          AuthenticationRequirement.of(rule));
    }
    collect(type.getSuperclass(), seen);
    for (Class<?> implemented : type.getInterfaces()) {
      collect(implemented, seen);
    }
  }

  private static String named(String method, String annotation) {
    if (method.isEmpty()) {
      throw new IllegalArgumentException(annotation + " needs a method");
    }
    return method;
  }
}

package io.github.jerseymcp.mcp;

import io.github.jerseymcp.OperationScopes;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rules that stand on an endpoint class, found by method and name without a search. */
final class AnnotatedOperations implements OperationPolicy {

  private final Map<String, Set<String>> byMethod = new HashMap<>();
  private final Map<Named, Set<String>> byName = new HashMap<>();

  private AnnotatedOperations() {}

  static AnnotatedOperations of(Class<?> endpoint) {
    AnnotatedOperations rules = new AnnotatedOperations();
    rules.collect(endpoint, new LinkedHashSet<>());
    return rules;
  }

  @Override
  public Set<String> scopesFor(McpOperation operation) {
    Set<String> always = byMethod.getOrDefault(operation.method(), Set.of());
    Set<String> named =
        operation
            .name()
            .map(name -> byName.getOrDefault(new Named(operation.method(), name), Set.of()))
            .orElse(Set.of());
    if (named.isEmpty()) {
      return always;
    }
    Set<String> both = new LinkedHashSet<>(always);
    both.addAll(named);
    return both;
  }

  private void collect(@Nullable Class<?> type, Set<Class<?>> seen) {
    if (type == null || !seen.add(type)) {
      return;
    }
    for (OperationScopes rule : type.getDeclaredAnnotationsByType(OperationScopes.class)) {
      add(rule);
    }
    collect(type.getSuperclass(), seen);
    for (Class<?> implemented : type.getInterfaces()) {
      collect(implemented, seen);
    }
  }

  private void add(OperationScopes rule) {
    if (rule.method().isEmpty() || rule.value().length == 0) {
      throw new IllegalArgumentException("@OperationScopes needs a method and a scope");
    }
    Set<String> scopes =
        rule.name().isEmpty()
            ? byMethod.computeIfAbsent(rule.method(), key -> new LinkedHashSet<>())
            : byName.computeIfAbsent(
                new Named(rule.method(), rule.name()), key -> new LinkedHashSet<>());
    scopes.addAll(List.of(rule.value()));
  }

  private record Named(String method, String name) {}
}

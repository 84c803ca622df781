package io.github.jerseymcp.mcp;

import io.github.jerseymcp.OperationScopes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules that stand on an endpoint class: found by method and name without a search, but for
 * those whose name is a template.
 */
final class AnnotatedOperations implements OperationPolicy {

  private final Map<String, Set<String>> byMethod = new HashMap<>();
  private final Map<Named, Set<String>> byName = new HashMap<>();
  private final List<Templated> byTemplate = new ArrayList<>();

  private AnnotatedOperations() {}

  static AnnotatedOperations of(Class<?> endpoint) {
    AnnotatedOperations rules = new AnnotatedOperations();
    rules.collect(endpoint, new LinkedHashSet<>());
    return rules;
  }

  @Override
  public Set<String> scopesFor(McpOperation operation) {
    Set<String> always = byMethod.getOrDefault(operation.method(), Set.of());
    if (operation.name().isEmpty()) {
      return always;
    }
    String name = operation.name().get();
    Set<String> named = byName.getOrDefault(new Named(operation.method(), name), Set.of());
    if (named.isEmpty() && byTemplate.isEmpty()) {
      return always;
    }
    Set<String> all = new LinkedHashSet<>(always);
    all.addAll(named);
    for (Templated rule : byTemplate) {
      if (rule.fits(operation.method(), name)) {
        all.addAll(rule.scopes());
      }
    }
    return all;
  }

  @Override
  public boolean lists(McpOperation operation) {
    String method = operation.method();
    return operation
        .name()
        .map(
            name ->
                byName.containsKey(new Named(method, name))
                    || byTemplate.stream().anyMatch(rule -> rule.fits(method, name)))
        .orElse(byMethod.containsKey(method));
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
    if (rule.method().isEmpty()) {
      throw new IllegalArgumentException("@OperationScopes needs a method");
    }
    List<String> scopes = List.of(rule.value());
    if (rule.name().isEmpty()) {
      byMethod.computeIfAbsent(rule.method(), key -> new LinkedHashSet<>()).addAll(scopes);
    } else if (rule.name().indexOf('{') < 0) {
      byName
          .computeIfAbsent(new Named(rule.method(), rule.name()), key -> new LinkedHashSet<>())
          .addAll(scopes);
    } else {
      byTemplate.add(new Templated(rule.method(), NameTemplate.of(rule.name()), scopes));
    }
  }

  private record Named(String method, String name) {}

  private record Templated(String method, NameTemplate template, List<String> scopes) {

    boolean fits(String otherMethod, String name) {
      return method.equals(otherMethod) && template.fits(name);
    }
  }
}

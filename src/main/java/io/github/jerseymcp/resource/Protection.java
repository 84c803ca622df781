package io.github.jerseymcp.resource;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpPublic;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.RequiresScopes;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the annotations say about one handler, merged over its class, its method, and everything
 * either inherits.
 *
 * @param onClass the {@code @McpProtected} of the class and its types
 * @param onMethod the {@code @McpProtected} of the method and what it overrides
 * @param isPublic whether the handler is opened with {@code @McpPublic}
 * @param requirement the scopes that all of these annotations ask for together
 * @param operationScopes the scopes that its MCP operations ask for, one or the other
 * @param problems what contradicts itself, as sentences; they stop the start
 */
public record Protection(
    List<McpProtected> onClass,
    List<McpProtected> onMethod,
    boolean isPublic,
    ScopeRequirement requirement,
    Set<String> operationScopes,
    List<String> problems) {

  /** Copies the collections. */
  public Protection {
    onClass = List.copyOf(onClass);
    onMethod = List.copyOf(onMethod);
    operationScopes = Collections.unmodifiableSet(new LinkedHashSet<>(operationScopes));
    problems = List.copyOf(problems);
  }

  /**
   * Reads the annotations of a handler.
   *
   * @param type the class of the handler
   * @param handling the method that is called
   * @param definition the method whose JAX-RS annotations count, often the same
   */
  public static Protection of(Class<?> type, Method handling, Method definition) {
    Iterable<Class<?>> types = Inheritance.typesOf(type);
    List<Method> methods = Inheritance.declarationsOf(type, handling);
    List<McpProtected> onClass = Inheritance.annotations(types, McpProtected.class);
    List<McpProtected> onMethod = Inheritance.annotations(methods, McpProtected.class);
    List<String> problems = new ArrayList<>();

    boolean publicMethod =
        handling.isAnnotationPresent(McpPublic.class)
            || definition.isAnnotationPresent(McpPublic.class);
    boolean publicClass = type.isAnnotationPresent(McpPublic.class);
    boolean strictMethod = !onMethod.isEmpty() || requiresScopes(methods);
    boolean strictClass = !onClass.isEmpty() || requiresScopes(types);
    if (publicMethod && strictMethod) {
      problems.add(
          "is opened with @McpPublic and protected at once: remove one of the annotations");
    }
    if (publicClass && strictClass) {
      problems.add(
          "stands in a class that is opened with @McpPublic and protected at once:"
              + " remove one of the annotations");
    }
    boolean isPublic =
        (publicMethod && !strictMethod) || (publicClass && !strictClass && !strictMethod);
    return new Protection(
        onClass,
        onMethod,
        isPublic,
        requirement(types, methods, onClass, onMethod, problems),
        operationScopes(types),
        problems);
  }

  /** Whether the annotations restrict issuers or senders, which only a root resource class can. */
  public boolean restrictsTokens() {
    return Stream.concat(onClass.stream(), onMethod.stream())
        .anyMatch(
            annotation ->
                annotation.dpop() != DpopUse.CONFIGURED || annotation.issuers().length > 0);
  }

  /** Whether the annotations ask for a caller. */
  public boolean isProtected() {
    return !isPublic
        && (!onClass.isEmpty() || !onMethod.isEmpty() || !requirement.mentioned().isEmpty());
  }

  private static boolean requiresScopes(Iterable<? extends AnnotatedElement> elements) {
    return !Inheritance.annotations(elements, RequiresScopes.class).isEmpty()
        || !Inheritance.annotations(elements, RequiresScopes.AnyOf.class).isEmpty();
  }

  private static Set<String> operationScopes(Iterable<Class<?>> types) {
    Set<String> scopes = new LinkedHashSet<>();
    for (Class<?> type : types) {
      for (OperationScopes rule : type.getDeclaredAnnotationsByType(OperationScopes.class)) {
        scopes.addAll(List.of(rule.value()));
      }
    }
    return scopes;
  }

  private static ScopeRequirement requirement(
      Iterable<? extends AnnotatedElement> types,
      Iterable<? extends AnnotatedElement> methods,
      List<McpProtected> onClass,
      List<McpProtected> onMethod,
      List<String> problems) {
    ScopeDeclarations declarations = new ScopeDeclarations(problems);
    onClass.forEach(annotation -> declarations.addAllOf(annotation.scopes()));
    onMethod.forEach(annotation -> declarations.addAllOf(annotation.scopes()));
    types.forEach(declarations::addAlternativesOf);
    methods.forEach(declarations::addAlternativesOf);
    return declarations.requirement();
  }
}

package io.github.jerseymcp.resource;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpPublic;
import io.github.jerseymcp.OperationAuthentication;
import io.github.jerseymcp.OperationScopes;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A class with handlers, whose annotations, and those of everything that it inherits, are read once
 * for all of them.
 */
final class HandlerType {

  private static final String OPENS_NO_ENDPOINT =
      "names @OpenOperation, which only an MCP endpoint serves:"
          + " let the class extend McpEndpoint, or use @McpPublic on a method instead";

  private static final String NO_ENDPOINT =
      "names @OperationAuthentication, which only an MCP endpoint enforces:"
          + " let the class extend McpEndpoint, or use @RequiresAuthentication instead";

  private final Class<?> type;
  private final Set<Class<?>> types;
  private final List<Method> methods;
  private final List<McpProtected> onClass;
  private final boolean restrictsTokens;
  private final boolean isPublic;
  private final boolean isStrict;
  private final Set<String> operationScopes;
  private final boolean hasOperationScopes;
  private final boolean hasOperationAuthentication;
  private final boolean isOfMcp;
  private final Set<String> openOperations;
  private final List<String> problems = new ArrayList<>();
  private final ScopeRequirement requirement;
  private final AuthenticationRequirement authentication;
  private final List<String> authenticationProblems = new ArrayList<>();

  HandlerType(Class<?> type) {
    this.type = type;
    this.types = Inheritance.typesOf(type);
    this.methods = Inheritance.methodsOf(types);
    this.onClass = List.copyOf(Inheritance.annotations(types, McpProtected.class));
    this.restrictsTokens = restrictsTokens(onClass);
    this.isPublic = type.isAnnotationPresent(McpPublic.class);
    this.isStrict = !onClass.isEmpty() || asksForMore(types);
    this.hasOperationScopes =
        isOnAny(types, OperationScopes.class) || isOnAny(types, OperationScopes.Rules.class);
    this.hasOperationAuthentication =
        isOnAny(types, OperationAuthentication.class)
            || isOnAny(types, OperationAuthentication.Rules.class);
    this.operationScopes = hasOperationScopes ? operationScopes(types) : Set.of();
    this.isOfMcp = isOnAny(types, McpHandlers.class);
    this.openOperations = OpenRules.of(types).opened();
    this.requirement = ofClass(new ScopeDeclarations(ScopeRequirement.none(), problems), List.of());
    this.authentication = authenticationOfClass();
  }

  Class<?> type() {
    return type;
  }

  /** The {@code @McpProtected} of the class and its types. */
  List<McpProtected> onClass() {
    return onClass;
  }

  /** Whether one of them names issuers or DPoP. */
  boolean restrictsTokens() {
    return restrictsTokens;
  }

  /** Whether the class itself is annotated with {@code @McpPublic}. */
  boolean isPublic() {
    return isPublic;
  }

  /** Whether the class asks for a caller. */
  boolean isStrict() {
    return isStrict;
  }

  /** The scopes of the MCP operations of the class. */
  Set<String> operationScopes() {
    return operationScopes;
  }

  /** Whether the class has rules for the scopes of MCP operations. */
  boolean hasOperationScopes() {
    return hasOperationScopes;
  }

  /** Whether the class has rules for MCP operations. */
  boolean hasOperationRules() {
    return hasOperationScopes || hasOperationAuthentication;
  }

  /** Whether the class is an MCP endpoint. */
  boolean isOfMcp() {
    return isOfMcp;
  }

  /** The MCP operations of the class that are opened to anybody. */
  Set<String> openOperations() {
    return openOperations;
  }

  /** Opening has its effect on an endpoint alone. */
  void checkOpen(List<String> found) {
    if (!openOperations.isEmpty() && !isOfMcp) {
      found.add(OPENS_NO_ENDPOINT);
    }
  }

  /** The method itself, then each declaration of it in the types of the class. */
  Set<Method> declarationsOf(Method method) {
    return Inheritance.declarationsOf(methods, method);
  }

  /**
   * The scopes that a method needs, those of the class included.
   *
   * @param onMethod the {@code @McpProtected} of the method
   * @param declarations the method, and what it overrides
   * @param found gets what is wrong with them
   */
  ScopeRequirement requirementOf(
      List<McpProtected> onMethod, Set<Method> declarations, List<String> found) {
    ScopeDeclarations all;
    if (onMethod.isEmpty()) {
      found.addAll(problems);
      all = new ScopeDeclarations(requirement, found);
    } else {
      all = new ScopeDeclarations(ScopeRequirement.none(), found);
      ofClass(all, onMethod);
    }
    for (Method declaration : declarations) {
      all.addAlternativesOf(declaration);
    }
    return all.requirement();
  }

  /**
   * The authentication that a method needs, that of the class included.
   *
   * @param declarations the method, and what it overrides
   * @param found gets what is wrong with it
   */
  AuthenticationRequirement authenticationOf(Set<Method> declarations, List<String> found) {
    found.addAll(authenticationProblems);
    AuthenticationDeclarations all = new AuthenticationDeclarations(authentication, found);
    all.addAllOf(declarations);
    if (all.requirement().isImpossible()) {
      found.add(
          "asks for different acr on class and method, and no token has two:"
              + " name one that all of them allow");
    }
    return all.requirement();
  }

  private AuthenticationRequirement authenticationOfClass() {
    AuthenticationDeclarations declarations =
        new AuthenticationDeclarations(AuthenticationRequirement.none(), authenticationProblems);
    declarations.addAllOf(types);
    if (hasOperationAuthentication) {
      if (!isOfMcp) {
        authenticationProblems.add(NO_ENDPOINT);
      }
      authenticationProblems.addAll(OperationRules.problems(types, declarations.requirement()));
    }
    return declarations.requirement();
  }

  /** What the class asks for, with what stands on a method between scopes and alternatives. */
  private ScopeRequirement ofClass(ScopeDeclarations declarations, List<McpProtected> onMethod) {
    for (McpProtected annotation : onClass) {
      declarations.addAllOf(annotation.scopes());
    }
    for (McpProtected annotation : onMethod) {
      declarations.addAllOf(annotation.scopes());
    }
    for (Class<?> one : types) {
      declarations.addAlternativesOf(one);
    }
    return declarations.requirement();
  }

  /** Whether one of the annotations names issuers or DPoP. */
  static boolean restrictsTokens(List<McpProtected> annotations) {
    for (McpProtected annotation : annotations) {
      if (annotation.dpop() != DpopUse.CONFIGURED || annotation.issuers().length > 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of the elements asks for scopes, or for an authentication. */
  static boolean asksForMore(Iterable<? extends AnnotatedElement> elements) {
    for (AnnotatedElement element : elements) {
      if (ScopeDeclarations.areOn(element) || AuthenticationDeclarations.areOn(element)) {
        return true;
      }
    }
    return false;
  }

  private static Set<String> operationScopes(Iterable<Class<?>> types) {
    Set<String> scopes = new LinkedHashSet<>();
    for (Class<?> type : types) {
      for (OperationScopes rule : type.getDeclaredAnnotationsByType(OperationScopes.class)) {
        // What depends on a request is no scope that anybody could ask for.
        Stream.of(rule.value()).filter(scope -> scope.indexOf('{') < 0).forEach(scopes::add);
      }
    }
    return scopes;
  }

  private static boolean isOnAny(Iterable<Class<?>> types, Class<? extends Annotation> kind) {
    for (Class<?> type : types) {
      if (type.getDeclaredAnnotation(kind) != null) {
        return true;
      }
    }
    return false;
  }
}

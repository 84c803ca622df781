package io.github.jerseymcp.resource;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.McpPublic;
import jakarta.ws.rs.POST;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What the annotations say about one handler, merged over its class, its method, and everything
 * either inherits.
 *
 * @param onClass the {@code @McpProtected} of the class and its types
 * @param onMethod the {@code @McpProtected} of the method and what it overrides
 * @param isPublic whether the handler is opened with {@code @McpPublic}
 * @param restrictsTokens whether they name issuers or DPoP, which only a root resource class can
 * @param requirement the scopes that all of these annotations ask for together
 * @param authentication how the user must have signed in, by all of these annotations together
 * @param operationScopes the scopes that its MCP operations ask for, one or the other
 * @param hasOperationRules whether there are rules for MCP operations, with scopes or without
 * @param isOfMcp whether the class is an MCP endpoint
 * @param openOperations which of its MCP operations are opened to anybody
 * @param problems what contradicts itself, as sentences; they stop the start
 */
public record HandlerProtection(
    List<McpProtected> onClass,
    List<McpProtected> onMethod,
    boolean isPublic,
    boolean restrictsTokens,
    ScopeRequirement requirement,
    AuthenticationRequirement authentication,
    Set<String> operationScopes,
    boolean hasOperationRules,
    boolean isOfMcp,
    Set<String> openOperations,
    List<String> problems) {

  private static final String NO_ENDPOINT =
      "names @OperationScopes, which only an MCP endpoint enforces:"
          + " let the class extend McpEndpoint, or use @RequiresScopes instead";

  /** Copies the collections. */
  public HandlerProtection {
    onClass = List.copyOf(onClass);
    onMethod = List.copyOf(onMethod);
    operationScopes = OrderedSets.copyOf(operationScopes);
    openOperations = OrderedSets.copyOf(openOperations);
    problems = List.copyOf(problems);
  }

  /**
   * Reads the annotations of a handler.
   *
   * @param type the class of the handler
   * @param handling the method that is called
   * @param definition the method whose JAX-RS annotations count, often the same
   */
  public static HandlerProtection of(Class<?> type, Method handling, Method definition) {
    return of(new HandlerType(type), handling, definition);
  }

  static HandlerProtection of(HandlerType type, Method handling, Method definition) {
    Set<Method> declarations = type.declarationsOf(handling);
    List<McpProtected> onMethod = Inheritance.annotations(declarations, McpProtected.class);
    List<String> problems = new ArrayList<>();

    boolean publicMethod =
        handling.isAnnotationPresent(McpPublic.class)
            || definition.isAnnotationPresent(McpPublic.class);
    boolean strictMethod = !onMethod.isEmpty() || HandlerType.asksForMore(declarations);
    if (publicMethod && strictMethod) {
      problems.add(
          "is opened with @McpPublic and protected at once: remove one of the annotations");
    }
    if (type.isPublic() && type.isStrict()) {
      problems.add(
          "stands in a class that is opened with @McpPublic and protected at once:"
              + " remove one of the annotations");
    }
    boolean isPublic =
        (publicMethod && !strictMethod) || (type.isPublic() && !type.isStrict() && !strictMethod);
    if (type.hasOperationScopes() && !type.isOfMcp()) {
      problems.add(NO_ENDPOINT);
    }
    type.checkOpen(problems);
    ScopeRequirement requirement = type.requirementOf(onMethod, declarations, problems);
    AuthenticationRequirement authentication = type.authenticationOf(declarations, problems);
    return new HandlerProtection(
        type.onClass(),
        onMethod,
        isPublic,
        type.restrictsTokens() || HandlerType.restrictsTokens(onMethod),
        requirement,
        authentication,
        type.operationScopes(),
        type.hasOperationRules(),
        type.isOfMcp(),
        type.openOperations(),
        problems);
  }

  /** Whether the annotations ask for a caller. */
  public boolean isProtected() {
    return !isPublic
        && (!onClass.isEmpty()
            || !onMethod.isEmpty()
            || requirement.mentionsAny()
            || !authentication.isNone());
  }

  /**
   * Whether a method is the one that takes messages of an MCP endpoint that opens some of them to
   * anybody: no other method of the endpoint does.
   */
  public boolean opensOperationsBy(Method method) {
    return !openOperations.isEmpty()
        && method.isAnnotationPresent(POST.class)
        && method.getDeclaringClass().isAnnotationPresent(McpHandlers.class);
  }

  /** The scopes and the authentication. */
  public Demand demand() {
    return new Demand(requirement, authentication);
  }
}

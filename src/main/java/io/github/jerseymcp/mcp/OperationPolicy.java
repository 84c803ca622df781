package io.github.jerseymcp.mcp;

import java.util.Set;

/**
 * Tells which scopes an MCP operation needs beyond those of its endpoint. Must be thread-safe.
 *
 * <p>{@link #annotated} reads them from {@link io.github.jerseymcp.OperationScopes}; a policy of an
 * application's own may look at the parameters too.
 */
@FunctionalInterface
public interface OperationPolicy {

  /** The scopes, all of which are needed; empty if the operation needs none. */
  Set<String> scopesFor(McpOperation operation);

  /**
   * The policy that the annotations of an endpoint class and its superclasses and interfaces state.
   *
   * @throws IllegalArgumentException if a rule names no method or no scope
   */
  static OperationPolicy annotated(Class<?> endpoint) {
    return AnnotatedOperations.of(endpoint);
  }
}

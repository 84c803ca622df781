package io.github.jerseymcp.mcp.message;

import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.OperationPolicy;
import io.github.jerseymcp.mcp.message.IncomingMessage.Invocation;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides whether a caller may use an operation, from its body and before it is dispatched. What
 * tells of a resource or prompt needs the scopes of reading it, too. Lists are filtered by the same
 * rules.
 */
public final class AuthoriseOperation {

  private static final Set<String> LIFECYCLE = Set.of("initialize", "ping");

  private volatile OperationPolicy policy;
  private final boolean deniesUnlisted;

  public AuthoriseOperation(OperationPolicy policy, boolean deniesUnlisted) {
    this.policy = policy;
    this.deniesUnlisted = deniesUnlisted;
  }

  /** Adds rules, which are named first, to those that there are. */
  public synchronized void add(OperationPolicy more) {
    policy = more.and(policy);
  }

  /**
   * Lets the operation pass.
   *
   * @throws InsufficientScopeException if the caller lacks a scope of the operation
   * @throws RefusedMessageException if no rule lists the operation, and unlisted ones are denied
   */
  public void check(McpPrincipal caller, Invocation message) throws RefusedMessageException {
    McpOperation operation = message.operation();
    if (isDenied(operation)) {
      throw message.refused(RpcError.NOT_ALLOWED);
    }
    Set<String> needed = scopesFor(operation);
    for (String scope : needed) {
      if (!caller.hasScope(scope)) {
        throw new InsufficientScopeException(needed.toArray(String[]::new));
      }
    }
  }

  /** The scopes of what a notification tells of. */
  public Set<String> scopesFor(JSONRPCNotification notification) {
    return ImpliedReads.uriOf(notification)
        .map(uri -> new McpOperation("resources/read", Optional.of(uri), Map.of()))
        .map(this::scopesFor)
        .orElse(Set.of());
  }

  /** Whether a list should show the caller what this operation uses. */
  public boolean mayUse(McpPrincipal caller, McpOperation operation) {
    return !isDenied(operation) && policy.scopesFor(operation).stream().allMatch(caller::hasScope);
  }

  /** The scopes of an operation, and of what it tells of. */
  public Set<String> scopesFor(McpOperation operation) {
    List<McpOperation> implied = ImpliedReads.of(operation);
    if (implied.isEmpty()) {
      return policy.scopesFor(operation);
    }
    Set<String> all = new LinkedHashSet<>(policy.scopesFor(operation));
    implied.forEach(other -> all.addAll(policy.scopesFor(other)));
    return all;
  }

  private boolean isDenied(McpOperation operation) {
    String method = operation.method();
    return deniesUnlisted
        && !LIFECYCLE.contains(method)
        && !method.startsWith("notifications/")
        && !policy.lists(operation);
  }
}

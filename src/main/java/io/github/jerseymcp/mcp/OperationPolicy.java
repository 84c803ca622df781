package io.github.jerseymcp.mcp;

import io.github.jerseymcp.AuthenticationRequirement;
import io.github.jerseymcp.McpPrincipal;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Tells which scopes an MCP operation needs beyond those of its endpoint, and whether it may run.
 *
 * <p>{@link #annotated} reads scopes from {@link io.github.jerseymcp.OperationScopes}; a policy of
 * an application's own may look at the arguments too ({@link McpOperation#arguments}). When lists
 * are filtered it is asked for the scopes of each tool, prompt and resource without arguments. The
 * parameters are what the client sent: any of them may be absent, or of another type than is
 * expected.
 *
 * <p>Threads: it is mostly called on the thread of the container that handles the message, before
 * the operation runs. For lists and for notifications of the server it is called on the thread that
 * answers or sends them. Many threads call it at once, so it must be thread-safe.
 *
 * <p>Time: it must not wait. A filtered list asks it about every entry.
 *
 * <p>Failure: if it throws or answers null, the operation does not run, and the client gets the
 * JSON-RPC error -32603, or 500 for a notification. A list that it fails for is answered with the
 * same error and without entries. Nothing of the exception is sent.
 *
 * <p>{@code OperationPolicyContract} of the test kit checks an implementation.
 */
@FunctionalInterface
public interface OperationPolicy {

  /**
   * The scopes, all of which are needed; empty if the operation needs none. Each is a scope token
   * (RFC 6749 section 3.3), since a challenge names it.
   *
   * @throws UnfitArgumentsException if they depend on what the client has not sent, or what it has
   *     sent cannot be part of a scope
   */
  Set<String> scopesFor(McpOperation operation);

  /**
   * The scopes as a list of tools tells them, where that is switched on: without arguments, so that
   * parts may stand for what depends on them, as in {@code notes:delete:{id}}. A policy that does
   * not override this names the scopes that it asks for without arguments. Where it throws {@link
   * UnfitArgumentsException}, none are told.
   */
  default Set<String> statedScopesFor(McpOperation operation) {
    return scopesFor(operation);
  }

  /**
   * Whether a filtered list shows a caller what this operation uses, without arguments. A policy
   * that does not override this shows it to whoever has the scopes that it asks for without them.
   * Where it throws {@link UnfitArgumentsException}, it is shown to nobody.
   */
  default boolean shows(McpOperation operation, McpPrincipal caller) {
    return scopesFor(operation).stream().allMatch(caller::hasScope);
  }

  /**
   * How the user must have signed in for this operation (RFC 9470). A policy that does not override
   * this does not care.
   */
  default AuthenticationRequirement authenticationFor(McpOperation operation) {
    return AuthenticationRequirement.none();
  }

  /**
   * Whether this caller may run this operation with these arguments. It is asked last, once for
   * each message of a client that has the scopes and the authentication of the operation, before
   * its session is looked for and before any handler runs; and once more for each read that the
   * message implies, such as that of a resource to be watched. It is not asked for the entries of
   * lists, for streams that are resumed, nor for what the server sends. {@code initialize}, {@code
   * ping} and notifications are messages, too.
   *
   * <p>A denied operation is answered with 403 and no challenge. A policy may also throw {@link
   * io.github.jerseymcp.InsufficientScopeException} or {@link
   * io.github.jerseymcp.InsufficientAuthenticationException}, which is answered with the challenge.
   * Any other exception, and null, is a failure, and the operation does not run either.
   *
   * <p>The caller may be kept. A policy that does not override this permits.
   */
  default OperationDecision decide(McpOperation operation, McpPrincipal caller) {
    return OperationDecision.PERMIT;
  }

  /**
   * Whether an operation that {@link io.github.jerseymcp.OpenOperation} opens may run for whoever
   * has no credentials, with these arguments. {@link #decide} is not asked then, since there is no
   * caller. It is asked when the endpoint is made, without arguments, and for each such message;
   * and an operation that needs scopes or an authentication is never open. A policy that does not
   * override this permits none.
   */
  default boolean permitsAnonymous(McpOperation operation) {
    return false;
  }

  /**
   * Whether a rule speaks of this very operation. Asked only where operations without a rule are
   * denied; a policy that does not override this lists the operations that it names scopes for.
   */
  default boolean lists(McpOperation operation) {
    return !scopesFor(operation).isEmpty();
  }

  /**
   * This policy and another: what they ask for adds up, both must permit an operation, and it is
   * listed if either lists it.
   */
  default OperationPolicy and(OperationPolicy other) {
    OperationPolicy first = this;
    return new OperationPolicy() {
      @Override
      public Set<String> scopesFor(McpOperation operation) {
        Set<String> both = new LinkedHashSet<>(first.scopesFor(operation));
        both.addAll(other.scopesFor(operation));
        return both;
      }

      @Override
      public Set<String> statedScopesFor(McpOperation operation) {
        Set<String> both = new LinkedHashSet<>(first.statedScopesFor(operation));
        both.addAll(other.statedScopesFor(operation));
        return both;
      }

      @Override
      public boolean shows(McpOperation operation, McpPrincipal caller) {
        return first.shows(operation, caller) && other.shows(operation, caller);
      }

      @Override
      public AuthenticationRequirement authenticationFor(McpOperation operation) {
        return first.authenticationFor(operation).and(other.authenticationFor(operation));
      }

      @Override
      public OperationDecision decide(McpOperation operation, McpPrincipal caller) {
        OperationDecision decision = first.decide(operation, caller);
        return decision == OperationDecision.PERMIT ? other.decide(operation, caller) : decision;
      }

      @Override
      public boolean permitsAnonymous(McpOperation operation) {
        return first.permitsAnonymous(operation) && other.permitsAnonymous(operation);
      }

      @Override
      public boolean lists(McpOperation operation) {
        return first.lists(operation) || other.lists(operation);
      }
    };
  }

  /**
   * The policy that the annotations of an endpoint class and its superclasses and interfaces state.
   *
   * <p>It lists a tool, prompt or resource only if a rule names it, and any other operation if a
   * rule names its method. It permits without a caller what its rules ask nothing for.
   *
   * @throws IllegalArgumentException if a rule names no method, or an authentication without sense
   */
  static OperationPolicy annotated(Class<?> endpoint) {
    return AnnotatedOperations.of(endpoint);
  }
}

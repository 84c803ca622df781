package io.github.jerseymcp.mcp.message;

import io.github.jerseymcp.InsufficientAuthenticationException;
import io.github.jerseymcp.InsufficientScopeException;
import io.github.jerseymcp.McpPrincipal;
import io.github.jerseymcp.account.CallerRequiredException;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.OperationDecision;
import io.github.jerseymcp.mcp.OperationPolicy;
import io.github.jerseymcp.mcp.UnfitArgumentsException;
import io.github.jerseymcp.mcp.message.IncomingMessage.Invocation;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Decides whether a caller may use an operation, from its body and before it is dispatched. What
 * tells of a resource or prompt needs what reading it needs, too. Lists are filtered by the same
 * rules for scopes.
 */
public final class AuthoriseOperation {

  private static final Set<String> LIFECYCLE = Set.of("initialize", "ping", "server/discover");

  private volatile OperationPolicy policy;
  private volatile OpenOperations open = OpenOperations.none();
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
   * Opens operations to anybody.
   *
   * @throws IllegalStateException if one of them asks for something that only a caller has, or the
   *     policy does not permit it without one; the message says which
   */
  public synchronized void open(OpenOperations more) {
    more.stated()
        .filter(operation -> !isUnconditional(operation))
        .findFirst()
        .ifPresent(
            closed -> {
              throw new IllegalStateException(
                  "@OpenOperation opens "
                      + closed.method()
                      + closed.name().map(name -> " " + name).orElse("")
                      + " to anybody, and a rule or the policy asks for a caller: have it ask for"
                      + " nothing, and let OperationPolicy.permitsAnonymous answer true");
            });
    open = more;
  }

  /**
   * Lets a message without credentials pass.
   *
   * @throws CallerRequiredException if it is not for an operation that is opened to anybody
   */
  public void requireOpen(IncomingMessage message) {
    if (!(message instanceof Invocation invocation) || !isOpen(invocation.operation())) {
      throw CallerRequiredException.forOperation();
    }
  }

  /** Whether it is served to a message without credentials. */
  public boolean isOpen(McpOperation operation) {
    return open.opens(operation) && isUnconditional(operation);
  }

  /** What is opened to anybody, each with the text of its rule for a name. */
  public Stream<McpOperation> opened() {
    return open.stated();
  }

  /** Whether no rule asks for anything that only a caller has; a policy may look at arguments. */
  private boolean isUnconditional(McpOperation operation) {
    try {
      OperationNeeds needs = needsOf(operation);
      return needs.scopes().isEmpty()
          && needs.authentication().isNone()
          && policy.permitsAnonymous(operation);
    } catch (UnfitArgumentsException e) {
      return false;
    }
  }

  /** Whether a list should show this to somebody without credentials. */
  public boolean showsAnybody(McpOperation operation) {
    return open.lists(operation) && isUnconditional(operation);
  }

  /**
   * Lets the operation pass.
   *
   * @throws InsufficientAuthenticationException if the user must sign in again for the operation
   * @throws InsufficientScopeException if the caller lacks a scope of it, and nothing else
   * @throws RefusedMessageException if no rule lists the operation, and unlisted ones are denied;
   *     or if the policy denies it to this caller
   */
  public void check(Reader caller, Invocation message) throws RefusedMessageException {
    McpOperation operation = message.operation();
    if (isDenied(operation)) {
      throw message.refused(RpcError.NOT_ALLOWED);
    }
    OperationNeeds needs = needsOf(operation, message);
    needs.check(caller);
    try {
      decide(caller, operation, message);
      for (McpOperation implied : ImpliedReads.of(operation)) {
        decide(caller, implied, message);
      }
    } catch (InsufficientScopeException e) {
      // A policy names what it misses: a token with that alone would lack what is there now.
      throw needs.and(e);
    } catch (InsufficientAuthenticationException e) {
      throw needs.and(e);
    }
  }

  /** What the client leaves out is its mistake, and no failure of the policy. */
  private OperationNeeds needsOf(McpOperation operation, Invocation message)
      throws RefusedMessageException {
    try {
      return needsOf(operation);
    } catch (UnfitArgumentsException e) {
      throw message.refused(RpcError.INVALID_PARAMS);
    }
  }

  /** What a policy throws is answered where every failure of the application is. */
  private void decide(Reader caller, McpOperation operation, Invocation message)
      throws RefusedMessageException {
    OperationDecision decision = policy.decide(operation, caller.caller());
    if (decision == null) {
      throw new IllegalStateException("The policy of operations decided nothing");
    }
    if (decision != OperationDecision.PERMIT) {
      throw message.refused(RpcError.NOT_ALLOWED);
    }
  }

  /** What whoever is told of a change must be allowed to read. */
  public OperationNeeds needsOf(JSONRPCNotification notification) {
    return ImpliedReads.uriOf(notification)
        .map(uri -> new McpOperation("resources/read", Optional.of(uri), Map.of()))
        .map(this::needsOfReader)
        .orElse(OperationNeeds.none());
  }

  /** The same for one read; what a policy cannot tell without arguments, nobody may be told of. */
  public OperationNeeds needsOfReader(McpOperation operation) {
    try {
      return needsOf(operation);
    } catch (UnfitArgumentsException e) {
      return OperationNeeds.ofNobody();
    }
  }

  /** The scopes of an operation as a list tells them; empty if a policy cannot tell them yet. */
  public Optional<Set<String>> statedScopesFor(McpOperation operation) {
    try {
      return Optional.of(policy.statedScopesFor(operation));
    } catch (UnfitArgumentsException e) {
      return Optional.empty();
    }
  }

  /**
   * Whether a list should show the caller what this operation uses. How the user has signed in does
   * not matter to that: a client asks for more when it uses what it was shown. What a policy cannot
   * tell without arguments is not shown.
   */
  public boolean mayUse(McpPrincipal caller, McpOperation operation) {
    try {
      return !isDenied(operation) && policy.shows(operation, caller);
    } catch (UnfitArgumentsException e) {
      return false;
    }
  }

  /** What is needed for an operation, and for what it tells of. */
  public OperationNeeds needsOf(McpOperation operation) {
    OperationNeeds needs = ownNeedsOf(operation);
    for (McpOperation other : ImpliedReads.of(operation)) {
      needs = needs.and(ownNeedsOf(other));
    }
    return needs;
  }

  private OperationNeeds ownNeedsOf(McpOperation operation) {
    return new OperationNeeds(policy.scopesFor(operation), policy.authenticationFor(operation));
  }

  /** Whether no rule lists the operation, and unlisted ones are denied. */
  public boolean isDenied(McpOperation operation) {
    String method = operation.method();
    return deniesUnlisted
        && !LIFECYCLE.contains(method)
        && !method.startsWith("notifications/")
        && !policy.lists(operation)
        && !open.opens(operation);
  }
}

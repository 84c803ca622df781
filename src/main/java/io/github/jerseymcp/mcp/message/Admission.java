package io.github.jerseymcp.mcp.message;

import io.github.jerseymcp.account.CallerRequiredException;
import io.github.jerseymcp.event.Stage;
import io.github.jerseymcp.jose.JsonBounds;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.message.IncomingMessage.Invocation;
import java.util.Set;

/**
 * Lets messages without credentials go on that ask for what is open to anybody. Those of callers
 * pass: what they may do is asked later. Thread-safe.
 */
public final class Admission {

  /** A call of a tool has so much, with its arguments. */
  private static final JsonBounds ANONYMOUS = new JsonBounds(10_000, 5);

  private static final Set<String> FIRST = Set.of("initialize", "server/discover");

  private final AuthoriseOperation rules;
  private final JsonBounds ofCallers;

  public Admission(McpTransportSettings settings, AuthoriseOperation rules) {
    this.rules = rules;
    this.ofCallers = new JsonBounds(settings.maximumValues(), settings.maximumWeight());
  }

  /** What a message may have. */
  public JsonBounds boundsOf(EndpointRequest request) {
    return request.isAnonymous() ? ANONYMOUS : ofCallers;
  }

  /**
   * Lets a message go on.
   *
   * @throws CallerRequiredException if it needs a caller, and has none
   * @throws RefusedMessageException if its network asks too often
   */
  public void admit(EndpointRequest request, IncomingMessage message)
      throws RefusedMessageException {
    if (request.isAnonymous()) {
      rules.requireOpen(message);
      request.countAnonymous(message);
      request.trail().admitted();
    }
  }

  /**
   * What is said in place of a refusal that would keep a client from signing in: it learns how from
   * the answer to its first message, which comes without credentials where the operation is open.
   *
   * @throws RefusedMessageException if the refusal stands
   */
  public static CallerRequiredException challengeFor(
      EndpointRequest request, IncomingMessage message, RefusedMessageException refused)
      throws RefusedMessageException {
    boolean first =
        message instanceof Invocation invocation && FIRST.contains(invocation.operation().method());
    if (!request.isAnonymous() || !first || refused.error().stage() != Stage.LIMITS) {
      throw refused;
    }
    return CallerRequiredException.atLimit();
  }

  /** Whatever keeps a message from being known for an open one asks for a caller. */
  public static CallerRequiredException unread(RefusedMessageException refused) {
    return refused.error().isTemporary()
        ? CallerRequiredException.atLimit()
        : CallerRequiredException.forOperation();
  }
}

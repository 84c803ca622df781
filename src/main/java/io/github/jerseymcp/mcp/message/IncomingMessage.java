package io.github.jerseymcp.mcp.message;

import io.github.jerseymcp.mcp.McpOperation;
import java.util.Map;
import java.util.Optional;

/** One JSON-RPC message of a client. Made by {@link MessageReader}; immutable. */
public sealed interface IncomingMessage {

  /** Text or a whole number; empty for a notification, which has none. */
  Optional<Object> id();

  /** A refusal of this message, which names its id. */
  default RefusedMessageException refused(RpcError error) {
    return new RefusedMessageException(error, id());
  }

  /** The same, which says after how many seconds another attempt may succeed. */
  default RefusedMessageException refused(RpcError error, long retryAfter) {
    return new RefusedMessageException(error, id(), retryAfter);
  }

  /** A message that asks for an operation. */
  sealed interface Invocation extends IncomingMessage permits Request, Notification {

    McpOperation operation();
  }

  /** A message that is answered. */
  record Request(Object requestId, McpOperation operation) implements Invocation {

    @Override
    public Optional<Object> id() {
      return Optional.of(requestId);
    }
  }

  /** A message that is not answered. */
  record Notification(McpOperation operation) implements Invocation {

    @Override
    public Optional<Object> id() {
      return Optional.empty();
    }
  }

  /**
   * The answer to a request of the server.
   *
   * @param members the whole message: it has either a {@code result} or an {@code error}
   */
  record Response(Object requestId, Map<String, Object> members) implements IncomingMessage {

    @Override
    public Optional<Object> id() {
      return Optional.of(requestId);
    }
  }
}

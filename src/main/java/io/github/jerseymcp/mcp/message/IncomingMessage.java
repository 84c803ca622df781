package io.github.jerseymcp.mcp.message;

import io.github.jerseymcp.mcp.McpOperation;
import java.util.Map;
import java.util.Optional;

/** One JSON-RPC message of a client. Made by {@link MessageReader}; immutable. */
public sealed interface IncomingMessage {

  /** Text or a whole number; empty for a notification, which has none. */
  Optional<Object> id();

  /** How errors about it are said. */
  RpcError.Terms terms();

  /** The same message, about which errors are said in these terms. */
  IncomingMessage in(RpcError.Terms terms);

  /** A refusal of this message, which names its id. */
  default RefusedMessageException refused(RpcError error) {
    return RefusedMessageException.of(error, this);
  }

  /** The same, which says after how many seconds another attempt may succeed. */
  default RefusedMessageException refused(RpcError error, long retryAfter) {
    return RefusedMessageException.of(error, this).after(retryAfter);
  }

  /** A message that asks for an operation. */
  sealed interface Invocation extends IncomingMessage permits Request, Notification {

    McpOperation operation();
  }

  /** A message that is answered. */
  record Request(Object requestId, McpOperation operation, RpcError.Terms terms)
      implements Invocation {

    Request(Object requestId, McpOperation operation) {
      this(requestId, operation, RpcError.Terms.LEGACY);
    }

    @Override
    public Request in(RpcError.Terms others) {
      return new Request(requestId, operation, others);
    }

    @Override
    public Optional<Object> id() {
      return Optional.of(requestId);
    }
  }

  /** A message that is not answered. */
  record Notification(McpOperation operation, RpcError.Terms terms) implements Invocation {

    Notification(McpOperation operation) {
      this(operation, RpcError.Terms.LEGACY);
    }

    @Override
    public Notification in(RpcError.Terms others) {
      return new Notification(operation, others);
    }

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
  record Response(Object requestId, Map<String, Object> members, RpcError.Terms terms)
      implements IncomingMessage {

    public Response(Object requestId, Map<String, Object> members) {
      this(requestId, members, RpcError.Terms.LEGACY);
    }

    @Override
    public Response in(RpcError.Terms others) {
      return new Response(requestId, members, others);
    }

    @Override
    public Optional<Object> id() {
      return Optional.of(requestId);
    }
  }
}

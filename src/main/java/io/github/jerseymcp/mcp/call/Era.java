package io.github.jerseymcp.mcp.call;

import io.github.jerseymcp.feed.Change;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.MessageBody;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.revocation.RevocableToken;
import io.github.jerseymcp.time.Moment;
import java.util.function.Predicate;

/**
 * What a generation of MCP versions does in its own way: which messages belong together, and who
 * handles them. All else is done by {@link Dispatch}, for every era. Thread-safe.
 */
public interface Era {

  /** Whether a message is of this era, where others are served on the same path. */
  default boolean takes(EndpointRequest request, IncomingMessage message) {
    return true;
  }

  /** The message as this era takes it: about which errors are said in its terms. */
  default IncomingMessage read(EndpointRequest request, IncomingMessage message) {
    return message;
  }

  /** Checks what the header says of a message, before anything else. */
  void check(EndpointRequest request, IncomingMessage message) throws RefusedMessageException;

  /**
   * Begins a conversation, if that is what the message asks for, and answers it.
   *
   * @return false if it asks for something else
   */
  default boolean begin(EndpointRequest request, IncomingMessage.Invocation message)
      throws RefusedMessageException {
    return false;
  }

  /**
   * Finds what a message belongs to. The caller may use its operation.
   *
   * @throws RefusedMessageException if there is no such conversation of this caller
   */
  Conversation find(EndpointRequest request, IncomingMessage.Invocation message)
      throws RefusedMessageException;

  /**
   * Takes the answer to a question of the server.
   *
   * @throws RefusedMessageException where questions are not answered by a message of their own
   */
  default void answered(
      EndpointRequest request, IncomingMessage.Response response, MessageBody body)
      throws RefusedMessageException {
    throw response.refused(RpcError.INVALID_REQUEST);
  }

  /**
   * Opens a stream of messages that answer no request, or resumes a stream.
   *
   * @return false if it has no such streams
   */
  default boolean listen(EndpointRequest request) throws RefusedMessageException {
    return false;
  }

  /**
   * Ends a conversation.
   *
   * @return false if its conversations are not ended by a request
   */
  default boolean end(EndpointRequest request) throws RefusedMessageException {
    return false;
  }

  /** Something has changed at the server of another era on the same path. */
  default void changed(Change change) {}

  /** Does what is due. */
  void sweep(Moment now);

  /** Ends the calls of these tokens. */
  void revoke(Predicate<RevocableToken> which);

  /** Ends all conversations, and lets none begin. */
  void close();
}

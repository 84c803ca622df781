package io.github.jerseymcp.mcp.call;

import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.OperationNeeds;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import reactor.core.publisher.Mono;

/**
 * What the messages of a client belong to, and the server of the SDK that handles them: a session,
 * or nothing but one message. Found by an {@link Era}. Thread-safe.
 */
public interface Conversation {

  /**
   * The owner of a new call.
   *
   * @param place given back when the call holds nothing any more
   * @param needed what the operation needs, which whoever reads its events must have
   */
  CallOwner owner(CallPlaces.Place place, OperationNeeds needed);

  /** Takes a notification that the application is not told of; false if it is none. */
  boolean takes(IncomingMessage.Notification notification);

  /** Has the server handle a notification. */
  Mono<Void> handle(JSONRPCNotification notification, McpTransportContext context);

  /** Has the server handle a request. All that it says goes to the call. */
  Mono<Void> handle(JSONRPCRequest request, Call call, McpTransportContext context);

  /** The tools of the server, as this caller sees them. */
  Mono<ListToolsResult> tools(McpTransportContext context);
}

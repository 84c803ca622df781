package io.github.jerseymcp.mcp.session;

import io.github.jerseymcp.account.Permit;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.call.HandlerContext;
import io.github.jerseymcp.mcp.message.EndpointRequest;
import io.github.jerseymcp.mcp.message.IncomingMessage;
import io.github.jerseymcp.mcp.message.MessageBody;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.mcp.work.CallerThreads;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import jakarta.ws.rs.core.Response;
import java.time.Duration;

/** Hands the answers of clients to the handlers that asked, on threads of the caller's. */
final class ClientAnswers {

  /** How long a client that answered a question waits while the handler goes on. */
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private final CallSupport support;

  ClientAnswers(CallSupport support) {
    this.support = support;
  }

  void take(
      EndpointRequest request,
      IncomingMessage.Response message,
      MessageBody body,
      McpStreamableServerSession server)
      throws RefusedMessageException {
    JSONRPCResponse response = convert(message);
    request.answerWithin(PATIENCE, Response.accepted().build());
    // The handler goes on at once, and not on the thread of the container.
    support
        .handlers()
        .tell(request.account(), new Telling(request, message, body.takeOver(), server, response));
  }

  private JSONRPCResponse convert(IncomingMessage.Response message) throws RefusedMessageException {
    Object error = message.members().get("error");
    try {
      return new JSONRPCResponse(
          "2.0",
          message.requestId(),
          message.members().get("result"),
          error == null ? null : support.settings().json().convertValue(error, JSONRPCError.class));
    } catch (IllegalArgumentException e) {
      throw new RefusedMessageException(RpcError.INVALID_REQUEST);
    }
  }

  /** The SDK has an error of its protocol for an answer to what it never asked. */
  private void notTaken(EndpointRequest request, IncomingMessage message, Throwable failure) {
    if (failure instanceof McpError) {
      refuse(request, RpcError.INVALID_REQUEST);
    } else {
      support.failLate(request, message, failure);
    }
  }

  private void refuse(EndpointRequest request, RpcError error) {
    support.answers().refuseLate(request, new RefusedMessageException(error));
  }

  private final class Telling implements CallerThreads.Task {

    private final EndpointRequest request;
    private final IncomingMessage.Response message;
    private final Permit body;
    private final McpStreamableServerSession server;
    private final JSONRPCResponse response;

    private Telling(
        EndpointRequest request,
        IncomingMessage.Response message,
        Permit body,
        McpStreamableServerSession server,
        JSONRPCResponse response) {
      this.request = request;
      this.message = message;
      this.body = body;
      this.server = server;
      this.response = response;
    }

    @Override
    public void run() {
      McpTransportContext context = HandlerContext.of(request);
      try {
        server
            .accept(response)
            .contextWrite(all -> all.put(McpTransportContext.KEY, context))
            .subscribe(
                done -> {},
                failure -> notTaken(request, message, failure),
                () -> request.answer(Response.accepted().build()));
      } catch (RuntimeException | Error e) {
        notTaken(request, message, e);
      } finally {
        body.close();
      }
    }

    @Override
    public void refuse() {
      body.close();
      ClientAnswers.this.refuse(request, RpcError.STOPPING);
    }
  }
}

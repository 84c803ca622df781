package io.github.jerseymcp.mcp.newer;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Messages of older versions without a session, handled by a server of MCP 2026-07-28. */
record NewerMessages(NewerServer server) implements McpStatelessServerHandler {

  private static final int NO_SUCH_METHOD = -32601;

  @Override
  public Mono<JSONRPCResponse> handleRequest(McpTransportContext context, JSONRPCRequest request) {
    return Mono.defer(() -> result(context, request))
        .map(result -> JSONRPCResponse.result(request.id(), result))
        .onErrorResume(
            McpError.class,
            error -> Mono.just(JSONRPCResponse.error(request.id(), error.getJsonRpcError())));
  }

  @Override
  public Mono<Void> handleNotification(
      McpTransportContext context, JSONRPCNotification notification) {
    return Mono.empty();
  }

  private Mono<?> result(McpTransportContext context, JSONRPCRequest request) {
    if (request.method().equals("initialize")) {
      Object proposed = SelfContained.copy(request.params()).get("protocolVersion");
      return server.introduction(NewerServer.agreed(proposed));
    }
    if (request.method().equals("ping")) {
      return Mono.just(Map.of());
    }
    return OlderResults.methods().contains(request.method())
        ? server.handle(request.method(), request.params(), OlderClient.WITHOUT_SESSION, context)
        : Mono.error(new McpError(new JSONRPCError(NO_SUCH_METHOD, "", null)));
  }
}

package io.github.jerseymcp.mcp.modern;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.modern.JsonRpc;
import io.modelcontextprotocol.modern.server.McpRequestManager;
import io.modelcontextprotocol.modern.server.McpTransportResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/**
 * A server of MCP 2026-07-28 that answers each request, but not the list of tools at its start, as
 * a test says.
 */
record StubbornServer(
    Function<JsonRpc.JSONRPCRequest, Mono<McpTransportResponse>> answer, AtomicInteger asked)
    implements McpRequestManager {

  StubbornServer(Function<JsonRpc.JSONRPCRequest, Mono<McpTransportResponse>> answer) {
    this(answer, new AtomicInteger());
  }

  /** Answers with an error of this code. */
  static StubbornServer failing(int code) {
    return new StubbornServer(
        request ->
            Mono.just(
                McpTransportResponse.error(
                    JsonRpc.JSONRPCResponse.error(
                        request.id(),
                        new JsonRpc.JSONRPCResponse.JSONRPCError(code, ModernProbe.SECRET)))));
  }

  @Override
  public Mono<McpTransportResponse> handle(
      McpTransportContext context, JsonRpc.JSONRPCRequest request) {
    if (asked.getAndIncrement() == 0) {
      return Mono.just(
          McpTransportResponse.result(JsonRpc.JSONRPCResponse.result(request.id(), Map.of())));
    }
    return answer.apply(request);
  }

  @Override
  public Mono<McpTransportResponse> handleBlocking(
      McpTransportContext context, JsonRpc.JSONRPCRequest request) {
    return handle(context, request);
  }

  @Override
  public Mono<Void> handleNotification(
      McpTransportContext context, JsonRpc.JSONRPCNotification notification) {
    return Mono.empty();
  }
}

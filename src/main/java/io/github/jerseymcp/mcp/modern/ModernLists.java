package io.github.jerseymcp.mcp.modern;

import io.github.jerseymcp.mcp.call.Call;
import io.github.jerseymcp.mcp.call.CallSupport;
import io.github.jerseymcp.mcp.message.RefusedMessageException;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.modern.JsonRpc;
import io.modelcontextprotocol.modern.server.McpRequestManager;
import io.modelcontextprotocol.modern.server.McpTransportResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import reactor.core.publisher.Mono;

/** Answers lists of a server of this version, of which a page may take several of the server's. */
record ModernLists(CallSupport support, McpRequestManager server, ModernAnswers answers) {

  Mono<Void> answer(Call call, McpTransportContext context) {
    return support
        .lists()
        .of(
            call.request(),
            call.message(),
            RequestRules.VERSION,
            parameters -> page(call, context, parameters))
        .doOnNext(
            members ->
                send(JsonRpc.JSONRPCResponse.result(call.message().requestId(), members), call))
        .onErrorResume(
            RefusedMessageException.class,
            refused -> Mono.fromRunnable(() -> call.refuse(refused.error())))
        .then();
  }

  /** A page of the server; empty if it has answered with an error, which is sent. */
  private Mono<Map<String, Object>> page(
      Call call, McpTransportContext context, Map<String, Object> parameters) {
    return server
        .handleBlocking(
            context,
            new JsonRpc.JSONRPCRequest(
                "2.0", call.message().operation().method(), call.message().requestId(), parameters))
        .flatMap(ModernLists::last)
        .flatMap(
            response -> {
              if (response.error() == null) {
                return Mono.just(members(response));
              }
              send(response, call);
              return Mono.empty();
            });
  }

  private void send(JsonRpc.JSONRPCResponse response, Call call) {
    answers.send(response, call, TripProgress.FIRST);
  }

  private static Mono<JsonRpc.JSONRPCResponse> last(McpTransportResponse response) {
    if (response instanceof McpTransportResponse.Result result) {
      return Mono.just(result.response());
    }
    if (response instanceof McpTransportResponse.Error error) {
      return Mono.just(error.response());
    }
    return response instanceof McpTransportResponse.Streaming streaming
        ? streaming.messages().ofType(JsonRpc.JSONRPCResponse.class).next()
        : Mono.empty();
  }

  private static Map<String, Object> members(JsonRpc.JSONRPCResponse response) {
    Map<String, Object> members = new LinkedHashMap<>();
    if (response.result() instanceof Map<?, ?> result) {
      result.forEach((name, value) -> members.put(String.valueOf(name), value));
    }
    return members;
  }
}

package io.github.jerseymcp.mcp.newer;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.modern.JsonRpc;
import io.modelcontextprotocol.modern.server.McpRequestManager;
import io.modelcontextprotocol.modern.server.McpTransportResponse;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Takes a request of an older version to a server of MCP 2026-07-28: what that needs to know
 * ({@code input_required}) its client is asked, and the answers are brought back once, with the
 * state that was to come back with them.
 *
 * @param most how often one request may ask
 */
record Rounds(McpRequestManager server, OlderResults results, int most) {

  /** The result for the client, or an error. */
  Mono<Object> run(
      String method, @Nullable Object parameters, OlderClient client, McpTransportContext context) {
    return Mono.defer(
        () -> round(new Request(method, client, context), SelfContained.of(parameters, client), 0));
  }

  private Mono<Object> round(Request request, Map<String, Object> parameters, int asked) {
    JsonRpc.JSONRPCRequest sent =
        new JsonRpc.JSONRPCRequest("2.0", request.method(), 1, parameters);
    return InterruptibleRun.of(
            Mono.defer(() -> server.handleBlocking(request.context(), sent))
                .flatMap(response -> answer(response, request.client())))
        .flatMap(response -> next(request, parameters, response, asked));
  }

  /** The answer, once the client was told what comes before it. */
  private static Mono<JsonRpc.JSONRPCResponse> answer(
      McpTransportResponse response, OlderClient client) {
    if (response instanceof McpTransportResponse.Result result) {
      return Mono.just(result.response());
    }
    if (response instanceof McpTransportResponse.Error error) {
      return Mono.just(error.response());
    }
    return ((McpTransportResponse.Streaming) response)
        .messages()
        .concatMap(
            message ->
                message instanceof JsonRpc.JSONRPCNotification notification
                    ? client.tell(notification).then(Mono.<JsonRpc.JSONRPCMessage>empty())
                    : Mono.just(message))
        .ofType(JsonRpc.JSONRPCResponse.class)
        .next();
  }

  private Mono<Object> next(
      Request request,
      Map<String, Object> parameters,
      JsonRpc.JSONRPCResponse response,
      int asked) {
    if (response.error() != null) {
      return results.ofError(request.method(), response.error());
    }
    Map<String, Object> result = SelfContained.copy(response.result());
    if (!"input_required".equals(result.get("resultType"))) {
      return Mono.just(results.of(request.method(), result));
    }
    if (asked >= most) {
      return Mono.just(OlderResults.askedTooOften(request.method()));
    }
    return answers(request.client(), SelfContained.copy(result.get("inputRequests")))
        .map(Optional::of)
        // Of the asking alone: what fails afterwards is no matter of the client's.
        .onErrorResume(failure -> Mono.just(Optional.empty()))
        .flatMap(
            answers ->
                answers.isEmpty()
                    ? Mono.just(OlderResults.unanswered(request.method()))
                    : round(
                        request,
                        SelfContained.again(
                            parameters, result.get(SelfContained.STATE), answers.get()),
                        asked + 1));
  }

  /** The answers to all questions, which a user is asked one after the other. */
  private static Mono<Map<String, Object>> answers(
      OlderClient client, Map<String, Object> questions) {
    return Flux.fromIterable(questions.entrySet())
        .concatMap(
            question -> {
              Map<String, Object> asked = SelfContained.copy(question.getValue());
              return client
                  .ask(String.valueOf(asked.get("method")), SelfContained.copy(asked.get("params")))
                  .<Map.Entry<String, Object>>map(given -> Map.entry(question.getKey(), given));
            })
        .collectMap(Map.Entry::getKey, Map.Entry::getValue);
  }

  /** What stays the same in all rounds. */
  private record Request(String method, OlderClient client, McpTransportContext context) {}
}

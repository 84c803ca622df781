package io.github.jerseymcp.mcp.older;

import io.github.jerseymcp.mcp.answer.UnaskedTools;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.modern.JsonRpc;
import io.modelcontextprotocol.modern.server.McpHeaders;
import io.modelcontextprotocol.modern.server.McpRequestManager;
import io.modelcontextprotocol.modern.server.McpTransportResponse;
import io.modelcontextprotocol.spec.McpSchema.InitializeResult;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Serves MCP 2026-07-28 with the tools, resources and prompts of a server for older versions, so
 * that each is registered once. What a handler asks its client in between cannot be asked: it fails
 * as with a client that lacks the capability, and a tool then has an error that says so.
 * Thread-safe.
 */
public final class OlderHandlers implements McpRequestManager {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int NO_SUCH_METHOD = -32601;
  private static final int MISMATCH = -32020;
  private static final int UNFIT = -32602;

  private static final Set<String> METHODS =
      Set.of(
          "tools/list",
          "tools/call",
          "prompts/list",
          "prompts/get",
          "resources/list",
          "resources/templates/list",
          "resources/read",
          "completion/complete");

  private final OlderServer server;
  private final OlderAnswers answers;
  private final OlderSubscriptions subscriptions;
  private final MirrorDemands mirrors = new MirrorDemands();

  private OlderHandlers(
      OlderServer server, OlderAnswers answers, OlderSubscriptions subscriptions) {
    this.server = server;
    this.answers = answers;
    this.subscriptions = subscriptions;
  }

  /**
   * Serves what this server does.
   *
   * @throws IllegalStateException if it does not introduce itself
   */
  public static OlderHandlers of(OlderServer server, McpJsonMapper json) {
    InitializeResult introduction = server.introduction().block(PATIENCE);
    if (introduction == null) {
      throw new IllegalStateException("The server does not say what it is");
    }
    return new OlderHandlers(
        server,
        OlderAnswers.of(json, introduction),
        OlderSubscriptions.of(introduction.capabilities()));
  }

  @Override
  public Mono<McpTransportResponse> handle(
      McpTransportContext context, JsonRpc.JSONRPCRequest request) {
    return Mono.defer(() -> respond(context, request));
  }

  /** Its handlers run where they are subscribed to. */
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

  private Mono<McpTransportResponse> respond(
      McpTransportContext context, JsonRpc.JSONRPCRequest request) {
    Map<?, ?> parameters = request.params() instanceof Map<?, ?> given ? given : Map.of();
    Map<?, ?> meta = parameters.get("_meta") instanceof Map<?, ?> given ? given : Map.of();
    if (!ClientClaims.areReadable(meta)) {
      return error(request, UNFIT);
    }
    if (request.method().equals(OlderAnswers.DISCOVER)) {
      return Mono.just(
          McpTransportResponse.result(
              JsonRpc.JSONRPCResponse.result(request.id(), answers.discovery())));
    }
    if (request.method().equals(OlderSubscriptions.METHOD)) {
      return subscriptions
          .acknowledge(request.id(), parameters)
          .<Mono<McpTransportResponse>>map(told -> Mono.just(McpTransportResponse.streaming(told)))
          .orElseGet(() -> error(request, NO_SUCH_METHOD));
    }
    if (!METHODS.contains(request.method())) {
      return error(request, NO_SUCH_METHOD);
    }
    boolean mirrored =
        !(context.get(McpHeaders.TRANSPORT_CONTEXT_KEY) instanceof McpHeaders headers)
            || headers == McpHeaders.NOT_MIRRORED
            || mirrors.areMet(request.method(), parameters, headers);
    if (!mirrored) {
      return error(request, MISMATCH);
    }
    RelatedMessages related = RelatedMessages.of(meta);
    JSONRPCRequest asked =
        new JSONRPCRequest("2.0", request.method(), request.id(), request.params());
    Flux<JsonRpc.JSONRPCMessage> messages =
        server
            .handle(asked, context)
            .filter(related::includes)
            .map(message -> translated(request, message));
    return request.method().endsWith("/list")
        ? messages.ofType(JsonRpc.JSONRPCResponse.class).next().map(OlderHandlers::whole)
        : Mono.just(McpTransportResponse.streaming(messages));
  }

  private static McpTransportResponse whole(JsonRpc.JSONRPCResponse response) {
    return response.error() == null
        ? McpTransportResponse.result(response)
        : McpTransportResponse.error(response);
  }

  private JsonRpc.JSONRPCMessage translated(
      JsonRpc.JSONRPCRequest request, JSONRPCMessage message) {
    if (message instanceof JSONRPCNotification notification) {
      return new JsonRpc.JSONRPCNotification(notification.method(), notification.params());
    }
    if (!(message instanceof JSONRPCResponse response)) {
      throw new IllegalStateException("Clients of this version are asked nothing in between");
    }
    if (response.error() != null
        && request.method().equals("tools/call")
        && UnaskedTools.askedInVain(response.error().message()).isPresent()) {
      return JsonRpc.JSONRPCResponse.result(request.id(), answers.waiting());
    }
    if (response.error() != null) {
      return JsonRpc.JSONRPCResponse.error(
          request.id(),
          new JsonRpc.JSONRPCResponse.JSONRPCError(
              response.error().code(), response.error().message(), response.error().data()));
    }
    Map<String, Object> result = answers.of(request.method(), response.result());
    mirrors.learn(request.method(), result);
    return JsonRpc.JSONRPCResponse.result(request.id(), result);
  }

  private static Mono<McpTransportResponse> error(JsonRpc.JSONRPCRequest request, int code) {
    return Mono.just(
        McpTransportResponse.error(
            JsonRpc.JSONRPCResponse.error(
                request.id(), new JsonRpc.JSONRPCResponse.JSONRPCError(code, ""))));
  }
}

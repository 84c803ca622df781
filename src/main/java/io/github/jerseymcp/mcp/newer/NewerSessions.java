package io.github.jerseymcp.mcp.newer;

import io.github.jerseymcp.feed.Change;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.server.McpNotificationHandler;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpSchema.SetLevelRequest;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Begins sessions with a server of MCP 2026-07-28. */
record NewerSessions(NewerServer server, McpTransportSettings settings)
    implements McpStreamableServerSession.Factory {

  private static final McpNotificationHandler HEARD = (exchange, parameters) -> Mono.empty();
  private static final Map<String, Object> DONE = Map.of();
  private static final int NO_SUCH_METHOD = -32601;
  private static final int INVALID_PARAMS = -32602;
  private static final int NO_SUCH_RESOURCE = -32002;

  @Override
  public McpStreamableServerSession.McpStreamableServerSessionInit startSession(
      InitializeRequest asked) {
    AtomicReference<McpStreamableServerSession> begun = new AtomicReference<>();
    SessionListening listening = new SessionListening(server);
    McpStreamableServerSession session =
        new NewerSession(
            asked,
            // A question ends with its call at the latest.
            settings.callTimeout(),
            handlers(begun, listening),
            notifications(listening),
            listening);
    begun.set(session);
    return new McpStreamableServerSession.McpStreamableServerSessionInit(
        session, server.introduction(NewerServer.agreed(asked.protocolVersion()), listening));
  }

  private static Map<String, McpNotificationHandler> notifications(SessionListening listening) {
    return Map.of(
        "notifications/initialized",
        (exchange, parameters) -> listening.begin(exchange.transportContext()),
        // Without this the SDK warns of every change, in the client's own words.
        "notifications/roots/list_changed",
        HEARD);
  }

  private Map<String, McpRequestHandler<?>> handlers(
      AtomicReference<McpStreamableServerSession> begun, SessionListening listening) {
    Map<String, McpRequestHandler<?>> handlers = new HashMap<>();
    for (String method : OlderResults.methods()) {
      McpRequestHandler<Object> handler =
          (exchange, parameters) ->
              server.handle(
                  method,
                  parameters,
                  new SessionClient(exchange, Objects.requireNonNull(begun.get()), settings.json()),
                  exchange.transportContext());
      handlers.put(method, handler);
    }
    McpRequestHandler<Object> ping = (exchange, parameters) -> Mono.just(DONE);
    handlers.put("ping", ping);
    McpRequestHandler<Object> setLevel =
        (exchange, parameters) -> {
          SetLevelRequest wanted = settings.json().convertValue(parameters, SetLevelRequest.class);
          Objects.requireNonNull(begun.get()).setMinLoggingLevel(wanted.level());
          return Mono.just(DONE);
        };
    handlers.put("logging/setLevel", setLevel);
    McpRequestHandler<Object> subscribe =
        (exchange, parameters) -> subscribe(listening, exchange, parameters);
    handlers.put("resources/subscribe", subscribe);
    McpRequestHandler<Object> unsubscribe =
        (exchange, parameters) ->
            resource(listening, parameters).doOnNext(listening::leave).<Object>map(uri -> DONE);
    handlers.put("resources/unsubscribe", unsubscribe);
    return handlers;
  }

  /** There is one answer for a resource that there is not and for one that is not the caller's. */
  private static Mono<Object> subscribe(
      SessionListening listening, McpAsyncServerExchange exchange, @Nullable Object parameters) {
    return resource(listening, parameters)
        .flatMap(
            uri ->
                listening
                    .watch(uri, exchange.transportContext())
                    .flatMap(
                        honoured ->
                            honoured
                                ? Mono.<Object>just(DONE)
                                : error(NO_SUCH_RESOURCE, Map.of("uri", uri))));
  }

  private static Mono<String> resource(SessionListening listening, @Nullable Object parameters) {
    if (!listening.offersResources()) {
      return error(NO_SUCH_METHOD, null);
    }
    return SelfContained.copy(parameters).get("uri") instanceof String uri && Change.isUri(uri)
        ? Mono.just(uri)
        : error(INVALID_PARAMS, null);
  }

  private static <T> Mono<T> error(int code, @Nullable Object data) {
    return Mono.error(new McpError(new JSONRPCError(code, "", data)));
  }
}

package io.github.jerseymcp.mcp.newer;

import io.github.jerseymcp.mcp.McpTransportSettings;
import io.modelcontextprotocol.server.McpNotificationHandler;
import io.modelcontextprotocol.server.McpRequestHandler;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.SetLevelRequest;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import reactor.core.publisher.Mono;

/** Begins sessions with a server of MCP 2026-07-28. */
record NewerSessions(NewerServer server, McpTransportSettings settings)
    implements McpStreamableServerSession.Factory {

  private static final McpNotificationHandler HEARD = (exchange, parameters) -> Mono.empty();

  private static final Map<String, McpNotificationHandler> NOTIFICATIONS =
      Map.of(
          "notifications/initialized", HEARD,
          // Without this the SDK warns of every change, in the client's own words.
          "notifications/roots/list_changed", HEARD);

  @Override
  public McpStreamableServerSession.McpStreamableServerSessionInit startSession(
      InitializeRequest asked) {
    AtomicReference<McpStreamableServerSession> begun = new AtomicReference<>();
    McpStreamableServerSession session =
        new McpStreamableServerSession(
            UUID.randomUUID().toString(),
            asked.capabilities(),
            asked.clientInfo(),
            // A question ends with its call at the latest.
            settings.callTimeout(),
            handlers(begun),
            NOTIFICATIONS);
    begun.set(session);
    return new McpStreamableServerSession.McpStreamableServerSessionInit(
        session, server.introduction(NewerServer.agreed(asked.protocolVersion())));
  }

  private Map<String, McpRequestHandler<?>> handlers(
      AtomicReference<McpStreamableServerSession> begun) {
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
    McpRequestHandler<Object> ping = (exchange, parameters) -> Mono.just(Map.of());
    handlers.put("ping", ping);
    McpRequestHandler<Object> setLevel =
        (exchange, parameters) -> {
          SetLevelRequest wanted = settings.json().convertValue(parameters, SetLevelRequest.class);
          Objects.requireNonNull(begun.get()).setMinLoggingLevel(wanted.level());
          return Mono.just(Map.of());
        };
    handlers.put("logging/setLevel", setLevel);
    return handlers;
  }
}

package io.github.jerseymcp.mcp.newer;

import io.github.jerseymcp.mcp.call.HandlerContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.modern.JsonRpc;
import io.modelcontextprotocol.server.McpAsyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitUrlRequest;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpSchema.LoggingMessageNotification;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The client of a session, asked and told on the event stream of its request. */
record SessionClient(
    McpAsyncServerExchange exchange, McpStreamableServerSession session, McpJsonMapper json)
    implements OlderClient {

  private static final TypeRef<Map<String, Object>> MEMBERS = new TypeRef<>() {};

  @Override
  public Map<String, Object> capabilities() {
    Map<String, Object> declared = new LinkedHashMap<>();
    ClientCapabilities able = exchange.getClientCapabilities();
    if (able == null || !HandlerContext.takesEvents(exchange.transportContext())) {
      return declared;
    }
    if (able.roots() != null) {
      declared.put("roots", Map.of());
    }
    if (able.sampling() != null) {
      declared.put("sampling", Map.of());
    }
    if (able.elicitation() != null) {
      declared.put("elicitation", modes(able.elicitation()));
    }
    return declared;
  }

  /** Elicitation without a mode is that by forms. */
  private static Map<String, Object> modes(ClientCapabilities.Elicitation elicitation) {
    Map<String, Object> modes = new LinkedHashMap<>();
    if (elicitation.form() != null || elicitation.url() == null) {
      modes.put("form", Map.of());
    }
    if (elicitation.url() != null) {
      modes.put("url", Map.of());
    }
    return modes;
  }

  @Override
  public Optional<String> logLevel() {
    return Arrays.stream(LoggingLevel.values())
        .filter(session::isNotificationForLevelAllowed)
        .findFirst()
        .map(level -> level.name().toLowerCase(Locale.ROOT));
  }

  @Override
  @SuppressWarnings("deprecation") // Later versions of MCP have it no more; these do.
  public Mono<Map<String, Object>> ask(String method, Map<String, Object> parameters) {
    return switch (method) {
      case "elicitation/create" -> members(exchange.createElicitation(elicitation(parameters)));
      case "sampling/createMessage" ->
          members(
              exchange.createMessage(json.convertValue(parameters, CreateMessageRequest.class)));
      case "roots/list" -> members(exchange.listRoots());
      default -> Mono.error(new IllegalArgumentException("Older versions have no such question"));
    };
  }

  private ElicitRequest elicitation(Map<String, Object> parameters) {
    if (!"url".equals(parameters.get("mode"))) {
      return json.convertValue(parameters, ElicitFormRequest.class);
    }
    Map<String, Object> named = new LinkedHashMap<>(parameters);
    named.putIfAbsent("elicitationId", UUID.randomUUID().toString());
    return json.convertValue(named, ElicitUrlRequest.class);
  }

  private Mono<Map<String, Object>> members(Mono<?> answer) {
    return answer.map(given -> json.convertValue(given, MEMBERS));
  }

  @Override
  @SuppressWarnings("deprecation") // Later versions of MCP have it no more; these do.
  public Mono<Void> tell(JsonRpc.JSONRPCNotification notification) {
    return switch (notification.method()) {
      case "notifications/progress" ->
          exchange.progressNotification(
              json.convertValue(notification.params(), ProgressNotification.class));
      case "notifications/message" ->
          exchange.loggingNotification(
              json.convertValue(notification.params(), LoggingMessageNotification.class));
      default -> Mono.empty();
    };
  }
}

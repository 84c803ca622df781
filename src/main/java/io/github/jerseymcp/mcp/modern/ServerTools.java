package io.github.jerseymcp.mcp.modern;

import io.github.jerseymcp.mcp.answer.ServerIdentity;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.modern.JsonRpc;
import io.modelcontextprotocol.modern.server.McpRequestManager;
import io.modelcontextprotocol.modern.server.McpTransportResponse;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The tools of a server, by its own answers to {@code tools/list}, page after page. They say as
 * well which server it is.
 */
record ServerTools(McpRequestManager server, ServerIdentity identity) {

  private static final int MOST_PAGES = 100;
  private static final int NO_SUCH_METHOD = -32601;

  /** Without a caller: a server that needs one fails. */
  Mono<ListToolsResult> atStart() {
    return list(McpTransportContext.EMPTY, false);
  }

  /** The tools that the caller of this context sees. */
  Mono<ListToolsResult> seenBy(McpTransportContext context) {
    return list(context, true);
  }

  private Mono<ListToolsResult> list(McpTransportContext context, boolean here) {
    return page(context, here, null)
        .expand(
            page ->
                page.get("nextCursor") instanceof String next
                    ? page(context, here, next)
                    : Mono.empty())
        .take(MOST_PAGES)
        .flatMapIterable(ServerTools::toolsOf)
        .collectList()
        .map(tools -> ListToolsResult.builder(tools).build());
  }

  private Mono<Map<?, ?>> page(McpTransportContext context, boolean here, @Nullable String cursor) {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put(
        "_meta",
        Map.of(
            RequestRules.PROTOCOL_VERSION,
            RequestRules.VERSION,
            RequestRules.CAPABILITIES,
            Map.of()));
    if (cursor != null) {
      parameters.put("cursor", cursor);
    }
    JsonRpc.JSONRPCRequest list = new JsonRpc.JSONRPCRequest("2.0", "tools/list", 1, parameters);
    return (here ? server.handleBlocking(context, list) : server.handle(context, list))
        .flatMap(this::read);
  }

  private Mono<Map<?, ?>> read(McpTransportResponse response) {
    if (response instanceof McpTransportResponse.Result answer
        && answer.response().result() instanceof Map<?, ?> page) {
      identity.learn(page);
      return Mono.just(page);
    }
    boolean hasNone =
        response instanceof McpTransportResponse.Error error
            && error.response().error() != null
            && error.response().error().code() == NO_SUCH_METHOD;
    return hasNone
        ? Mono.just(Map.of())
        : Mono.error(new IllegalStateException("The server did not list its tools"));
  }

  private static List<Tool> toolsOf(Map<?, ?> page) {
    return page.get("tools") instanceof List<?> tools
        ? tools.stream().filter(Map.class::isInstance).map(tool -> tool((Map<?, ?>) tool)).toList()
        : List.of();
  }

  @SuppressWarnings("unchecked") // The members of a JSON object have names.
  private static Tool tool(Map<?, ?> tool) {
    Map<String, Object> input =
        tool.get("inputSchema") instanceof Map<?, ?> schema
            ? (Map<String, Object>) schema
            : Map.of();
    Tool.Builder read = Tool.builder(String.valueOf(tool.get("name")), input);
    return tool.get("outputSchema") instanceof Map<?, ?> schema
        ? read.outputSchema((Map<String, Object>) schema).build()
        : read.build();
  }
}

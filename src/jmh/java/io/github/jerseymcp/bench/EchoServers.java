package io.github.jerseymcp.bench;

import io.modelcontextprotocol.modern.McpSchema.Implementation;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpSyncResponse;
import io.modelcontextprotocol.modern.server.feature.McpSyncTool;
import io.modelcontextprotocol.modern.server.feature.McpSyncToolRepository;
import io.modelcontextprotocol.modern.server.feature.ToolsFeature;
import io.modelcontextprotocol.modern.server.feature.ToolsPage;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import io.modelcontextprotocol.spec.McpStreamableServerTransportProvider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import reactor.core.publisher.Flux;

/**
 * Servers of the SDK with two tools: {@code echo}, which says again what it is told, and {@code
 * wait}, whose answer never comes.
 */
public final class EchoServers {

  private static final Map<String, Object> SCHEMA =
      Map.of(
          "type",
          "object",
          "properties",
          Map.of("text", Map.of("type", "string")),
          "required",
          List.of("text"));

  private EchoServers() {}

  /** On a transport without sessions. */
  public static void serve(McpStatelessServerTransport transport) {
    McpServer.sync(transport)
        .immediateExecution(true)
        .serverInfo("echo", "1")
        .capabilities(ServerCapabilities.builder().tools(false).build())
        .toolCall(tool("echo"), (context, request) -> echo(request))
        .toolCall(tool("wait"), (context, request) -> waiting())
        .build();
  }

  /** On a transport with sessions. */
  public static void serve(McpStreamableServerTransportProvider transport) {
    McpServer.sync(transport)
        .immediateExecution(true)
        .serverInfo("echo", "1")
        .capabilities(ServerCapabilities.builder().tools(false).build())
        .toolCall(tool("echo"), (exchange, request) -> echo(request))
        .toolCall(tool("wait"), (exchange, request) -> waiting())
        .build();
  }

  /** Of MCP 2026-07-28. */
  public static io.modelcontextprotocol.modern.server.McpServer modern() {
    McpSyncTool echo =
        McpSyncTool.of(
            io.modelcontextprotocol.modern.McpSchema.Tool.builder("echo", SCHEMA).build(),
            (context, request) ->
                McpSyncResponse.result(
                    io.modelcontextprotocol.modern.McpSchema.CallToolResult.builder()
                        .addContent(
                            io.modelcontextprotocol.modern.McpSchema.TextContent.builder(
                                    String.valueOf(request.arguments().get("text")))
                                .build())
                        .build()));
    McpSyncTool wait =
        McpSyncTool.of(
            io.modelcontextprotocol.modern.McpSchema.Tool.builder("wait", SCHEMA).build(),
            (context, request) -> waiting());
    return io.modelcontextprotocol.modern.server.McpServer.builder()
        .serverInfo(Implementation.builder("echo", "1").build())
        .feature(ToolsFeature.ofSync(new TwoTools(echo, wait)))
        .subscriptions(Flux::never)
        .build();
  }

  private static Tool tool(String name) {
    return Tool.builder(name, SCHEMA).build();
  }

  private static <T> T waiting() {
    while (true) {
      LockSupport.park();
    }
  }

  private static CallToolResult echo(CallToolRequest request) {
    return CallToolResult.builder()
        .content(
            List.of(TextContent.builder(String.valueOf(request.arguments().get("text"))).build()))
        .build();
  }

  private record TwoTools(McpSyncTool echoing, McpSyncTool waiting)
      implements McpSyncToolRepository {

    @Override
    public ToolsPage list(McpRequestContext context, String cursor) {
      return ToolsPage.of(List.of(echoing.definition(), waiting.definition()));
    }

    @Override
    public McpSyncTool find(McpRequestContext context, String name) {
      return switch (name) {
        case "echo" -> echoing;
        case "wait" -> waiting;
        default -> null;
      };
    }
  }
}

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

/** Servers of the SDK with one tool, {@code echo}, which says again what it is told. */
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
        .toolCall(tool(), (context, request) -> echo(request))
        .build();
  }

  /** On a transport with sessions. */
  public static void serve(McpStreamableServerTransportProvider transport) {
    McpServer.sync(transport)
        .immediateExecution(true)
        .serverInfo("echo", "1")
        .capabilities(ServerCapabilities.builder().tools(false).build())
        .toolCall(tool(), (exchange, request) -> echo(request))
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
    return io.modelcontextprotocol.modern.server.McpServer.builder()
        .serverInfo(Implementation.builder("echo", "1").build())
        .feature(ToolsFeature.ofSync(new OneTool(echo)))
        .build();
  }

  private static Tool tool() {
    return Tool.builder("echo", SCHEMA).build();
  }

  private static CallToolResult echo(CallToolRequest request) {
    return CallToolResult.builder()
        .content(
            List.of(TextContent.builder(String.valueOf(request.arguments().get("text"))).build()))
        .build();
  }

  private record OneTool(McpSyncTool tool) implements McpSyncToolRepository {

    @Override
    public ToolsPage list(McpRequestContext context, String cursor) {
      return ToolsPage.of(List.of(tool.definition()));
    }

    @Override
    public McpSyncTool find(McpRequestContext context, String name) {
      return name.equals("echo") ? tool : null;
    }
  }
}

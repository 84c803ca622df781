package io.github.jerseymcp.example.abuse;

import io.modelcontextprotocol.modern.McpSchema.CallToolOutcome;
import io.modelcontextprotocol.modern.McpSchema.CallToolRequest;
import io.modelcontextprotocol.modern.McpSchema.CallToolResult;
import io.modelcontextprotocol.modern.McpSchema.Implementation;
import io.modelcontextprotocol.modern.McpSchema.InputRequiredResult;
import io.modelcontextprotocol.modern.McpSchema.TextContent;
import io.modelcontextprotocol.modern.McpSchema.Tool;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpServer;
import io.modelcontextprotocol.modern.server.McpSyncResponse;
import io.modelcontextprotocol.modern.server.feature.McpChangeFeed;
import io.modelcontextprotocol.modern.server.feature.McpSyncTool;
import io.modelcontextprotocol.modern.server.feature.McpSyncToolRepository;
import io.modelcontextprotocol.modern.server.feature.ServerChange;
import io.modelcontextprotocol.modern.server.feature.ToolsFeature;
import io.modelcontextprotocol.modern.server.feature.ToolsPage;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server of MCP 2026-07-28 that invites abuse: it asks, streams, and tells listeners. */
final class AbusedModern implements McpSyncToolRepository {

  private static final long PAUSE_MILLIS = 2;

  private final McpChangeFeed changes = new McpChangeFeed();
  private final Map<String, McpSyncTool> tools =
      Map.of(
          "ask",
          tool("ask", (context, request) -> McpSyncResponse.result(ask())),
          "change",
          tool("change", (context, request) -> McpSyncResponse.result(change(request))),
          "events",
          tool("events", AbusedModern::events));

  private AbusedModern() {}

  static McpServer server() {
    AbusedModern abused = new AbusedModern();
    return McpServer.builder()
        .serverInfo(Implementation.builder("abused", "1.0").build())
        .feature(ToolsFeature.ofSync(abused))
        .subscriptions(abused.changes)
        .build();
  }

  @Override
  public ToolsPage list(McpRequestContext context, @Nullable String cursor) {
    return ToolsPage.of(tools.values().stream().map(McpSyncTool::definition).toList());
  }

  @Override
  public @Nullable McpSyncTool find(McpRequestContext context, String name) {
    return tools.get(name);
  }

  /** Asks for its state again, whatever it was told. */
  private static CallToolOutcome ask() {
    return InputRequiredResult.builder().requestState("x".repeat(1_000)).build();
  }

  /** Tells all listeners that the tools have changed, {@code count} times. */
  private CallToolOutcome change(CallToolRequest request) {
    for (int i = 0; i < number(request, "count"); i++) {
      changes.broadcast(new ServerChange.ToolsListChanged());
    }
    return done();
  }

  /** Tells {@code count} times how far it is, in {@code bytes} bytes. */
  private static McpSyncResponse<CallToolOutcome> events(
      McpRequestContext context, CallToolRequest request) {
    String text = "x".repeat(number(request, "bytes"));
    int count = number(request, "count");
    return McpSyncResponse.streaming(
        client -> {
          for (int i = 0; i < count && !Thread.currentThread().isInterrupted(); i++) {
            client.progress(i + 1, null, text);
            pause();
          }
          return done();
        });
  }

  private static CallToolResult done() {
    return CallToolResult.builder().addContent(TextContent.builder("done").build()).build();
  }

  private static McpSyncTool tool(String name, McpSyncTool.Handler handler) {
    return McpSyncTool.of(Tool.builder(name, Map.of("type", "object")).build(), handler);
  }

  private static int number(CallToolRequest request, String name) {
    return request.arguments().get(name) instanceof Number number ? number.intValue() : 0;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

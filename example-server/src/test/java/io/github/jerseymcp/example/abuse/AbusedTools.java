package io.github.jerseymcp.example.abuse;

import io.github.jerseymcp.mcp.McpStreams;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpSchema.LoggingMessageNotification;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Tools that answer much, take long, or send many events: what a caller can make a server do. */
final class AbusedTools {

  static final Tool LARGE = tool("large");
  static final Tool SLOW = tool("slow");

  private static final long PAUSE_MILLIS = 2;

  private AbusedTools() {}

  /** For a server with sessions; the first two have handlers that fit both kinds of servers. */
  static List<SyncToolSpecification> ofSessions() {
    return List.of(
        specification(LARGE, (exchange, request) -> large(request)),
        specification(SLOW, (exchange, request) -> slow(request)),
        specification(tool("events"), AbusedTools::events),
        specification(tool("release"), AbusedTools::release));
  }

  /** Answers {@code bytes} bytes. */
  static CallToolResult large(CallToolRequest request) {
    return text("x".repeat(number(request, "bytes")));
  }

  /** Answers after {@code millis} milliseconds. */
  static CallToolResult slow(CallToolRequest request) {
    pause(number(request, "millis"));
    return text("done");
  }

  /** Sends {@code count} events of {@code bytes} bytes each, and answers. */
  @SuppressWarnings("deprecation") // Later versions of MCP have it no more; these do.
  private static CallToolResult events(McpSyncServerExchange exchange, CallToolRequest request) {
    String data = "x".repeat(number(request, "bytes"));
    int count = number(request, "count");
    for (int i = 0; i < count && !Thread.currentThread().isInterrupted(); i++) {
      exchange.loggingNotification(
          LoggingMessageNotification.builder(LoggingLevel.INFO, data).build());
      pause(PAUSE_MILLIS);
    }
    return text("done");
  }

  /** Ends the connection of its own call, whose answer the client then comes back for. */
  private static CallToolResult release(McpSyncServerExchange exchange, CallToolRequest request) {
    McpStreams.releaseConnection(exchange.transportContext());
    pause(PAUSE_MILLIS);
    return text("delivered");
  }

  private static SyncToolSpecification specification(
      Tool tool, BiFunction<McpSyncServerExchange, CallToolRequest, CallToolResult> handler) {
    return SyncToolSpecification.builder().tool(tool).callHandler(handler).build();
  }

  private static Tool tool(String name) {
    return Tool.builder(name, Map.of("type", "object")).description("Invites abuse").build();
  }

  private static CallToolResult text(String text) {
    return CallToolResult.builder().addTextContent(text).build();
  }

  private static int number(CallToolRequest request, String name) {
    return request.arguments().get(name) instanceof Number number ? number.intValue() : 0;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

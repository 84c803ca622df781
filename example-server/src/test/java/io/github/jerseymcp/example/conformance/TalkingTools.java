package io.github.jerseymcp.example.conformance;

import static io.github.jerseymcp.example.conformance.SimpleTools.named;
import static io.github.jerseymcp.example.conformance.SimpleTools.ofType;

import io.github.jerseymcp.mcp.McpStreams;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageRequest;
import io.modelcontextprotocol.spec.McpSchema.LoggingLevel;
import io.modelcontextprotocol.spec.McpSchema.LoggingMessageNotification;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.SamplingMessage;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** The tools of the suite that send something, or ask the client, before they answer. */
final class TalkingTools {

  private static final long PAUSE_MILLIS = 50;
  private static final long SLOW_MILLIS = 60_000;

  private TalkingTools() {}

  static List<SyncToolSpecification> all() {
    return List.of(
        tool("test_tool_with_logging", ofType("object"), TalkingTools::log),
        tool("test_tool_with_progress", ofType("object"), TalkingTools::progress),
        tool("test_sampling", needing("prompt"), TalkingTools::sample),
        tool("test_reconnection", ofType("object"), TalkingTools::reconnect),
        tool("test_slow", ofType("object"), TalkingTools::slow));
  }

  static SyncToolSpecification tool(
      String name,
      Map<String, Object> schema,
      BiFunction<McpSyncServerExchange, CallToolRequest, CallToolResult> handler) {
    return SyncToolSpecification.builder().tool(named(name, schema)).callHandler(handler).build();
  }

  static Map<String, Object> needing(String argument) {
    return Map.of(
        "type",
        "object",
        "properties",
        Map.of(argument, ofType("string")),
        "required",
        List.of(argument));
  }

  private static CallToolResult log(McpSyncServerExchange exchange, CallToolRequest request) {
    say(exchange, "Tool execution started");
    pause();
    say(exchange, "Tool processing data");
    pause();
    say(exchange, "Tool execution completed");
    return SimpleTools.answer("Three messages were logged");
  }

  private static CallToolResult progress(McpSyncServerExchange exchange, CallToolRequest request) {
    Object token = request.meta() == null ? null : request.meta().get("progressToken");
    for (int done = 0; done <= 100; done += 50) {
      if (token != null) {
        exchange.progressNotification(
            ProgressNotification.builder(token, done).total(100.0).build());
      }
      pause();
    }
    return SimpleTools.answer("All is done");
  }

  @SuppressWarnings("deprecation") // Later versions of MCP have it no more; these do.
  private static CallToolResult sample(McpSyncServerExchange exchange, CallToolRequest request) {
    String prompt = String.valueOf(request.arguments().get("prompt"));
    SamplingMessage message =
        SamplingMessage.builder(Role.USER, TextContent.builder(prompt).build()).build();
    Object said =
        exchange
            .createMessage(CreateMessageRequest.builder(List.of(message), 100).build())
            .content();
    return SimpleTools.answer(
        "LLM response: " + (said instanceof TextContent text ? text.text() : "no text"));
  }

  /** Ends the connection in the middle: the rest must reach the client on another one. */
  private static CallToolResult reconnect(McpSyncServerExchange exchange, CallToolRequest request) {
    McpStreams.releaseConnection(exchange.transportContext());
    pause();
    pause();
    return SimpleTools.answer("Reconnection test completed successfully");
  }

  /** Not of the suite: takes longer than clients wait. */
  private static CallToolResult slow(McpSyncServerExchange exchange, CallToolRequest request) {
    sleep(SLOW_MILLIS);
    return SimpleTools.answer("Nobody waited for this");
  }

  @SuppressWarnings("deprecation") // Later versions of MCP have it no more; these do.
  private static void say(McpSyncServerExchange exchange, String text) {
    exchange.loggingNotification(
        LoggingMessageNotification.builder(LoggingLevel.INFO, text).build());
  }

  private static void pause() {
    sleep(PAUSE_MILLIS);
  }

  private static void sleep(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

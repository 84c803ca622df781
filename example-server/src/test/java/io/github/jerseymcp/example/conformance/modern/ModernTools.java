package io.github.jerseymcp.example.conformance.modern;

import io.github.jerseymcp.example.conformance.Fixtures;
import io.modelcontextprotocol.modern.McpSchema.AudioContent;
import io.modelcontextprotocol.modern.McpSchema.CallToolOutcome;
import io.modelcontextprotocol.modern.McpSchema.CallToolResult;
import io.modelcontextprotocol.modern.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.modern.McpSchema.Content;
import io.modelcontextprotocol.modern.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.modern.McpSchema.ImageContent;
import io.modelcontextprotocol.modern.McpSchema.TextContent;
import io.modelcontextprotocol.modern.McpSchema.TextResourceContents;
import io.modelcontextprotocol.modern.McpSchema.Tool;
import io.modelcontextprotocol.modern.server.McpSyncResponse;
import io.modelcontextprotocol.modern.server.feature.McpChangeBroadcaster;
import io.modelcontextprotocol.modern.server.feature.McpSyncTool;
import io.modelcontextprotocol.modern.server.feature.ServerChange;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The tools of the suite that ask the user nothing. */
final class ModernTools {

  static final Map<String, Object> NOTHING = Map.of("type", "object");

  private ModernTools() {}

  static List<McpSyncTool> simple() {
    return List.of(
        tool("test_simple_text", text("This is a simple text response for testing.")),
        tool("test_image_content", image()),
        tool("test_audio_content", AudioContent.builder(Fixtures.WAV, "audio/wav").build()),
        tool(
            "test_embedded_resource",
            embedded(
                "test://embedded-resource", "text/plain", "This is an embedded resource content.")),
        tool(
            "test_multiple_content_types",
            text("Multiple content types test:"),
            image(),
            embedded(
                "test://mixed-content-resource",
                "application/json",
                "{\"test\":\"data\",\"value\":123}")),
        answering(
            "test_error_handling",
            NOTHING,
            () ->
                CallToolResult.builder()
                    .addContent(text("This tool intentionally returns an error for testing"))
                    .isError(true)
                    .build()),
        answering(
            "json_schema_2020_12_tool",
            Fixtures.MODERN_SCHEMA,
            () -> answer("The schema is what matters")),
        answering(
            "test_custom_header",
            Map.of(
                "type",
                "object",
                "properties",
                Map.of("region", Map.of("type", "string", "x-mcp-header", "Region"))),
            () -> answer("The header is what matters")));
  }

  @SuppressWarnings("deprecation") // The suite still asks for sampling.
  static List<McpSyncTool> talking(McpChangeBroadcaster changes) {
    return List.of(
        McpSyncTool.of(
            named("test_tool_with_progress", NOTHING),
            (context, request) ->
                McpSyncResponse.streaming(
                    client -> {
                      for (double done : List.of(0.0, 50.0, 100.0)) {
                        client.progress(done, 100.0, null);
                      }
                      return answer("All is done");
                    })),
        answering("test_logging_tool", NOTHING, () -> answer("Nobody asked for messages")),
        McpSyncTool.of(
            named("test_missing_capability", NOTHING),
            ClientCapabilities.builder().sampling().build(),
            (context, request) -> McpSyncResponse.result(answer("The client can sample"))),
        answering(
            "test_trigger_tool_change",
            NOTHING,
            () -> {
              changes.broadcast(new ServerChange.ToolsListChanged());
              return answer("The tools have changed");
            }),
        answering(
            "test_trigger_prompt_change",
            NOTHING,
            () -> {
              changes.broadcast(new ServerChange.PromptsListChanged());
              return answer("The prompts have changed");
            }));
  }

  static Tool named(String name, Map<String, Object> schema) {
    return Tool.builder(name, schema).description("Tests " + name).build();
  }

  static CallToolResult answer(String text) {
    return CallToolResult.builder().addContent(text(text)).build();
  }

  static TextContent text(String text) {
    return TextContent.builder(text).build();
  }

  static ImageContent image() {
    return ImageContent.builder(Fixtures.PNG, "image/png").build();
  }

  static EmbeddedResource embedded(String uri, String type, String text) {
    return EmbeddedResource.builder(TextResourceContents.builder(uri, text).mimeType(type).build())
        .build();
  }

  private static McpSyncTool tool(String name, Content... contents) {
    return answering(
        name, NOTHING, () -> CallToolResult.builder().content(List.of(contents)).build());
  }

  private static McpSyncTool answering(
      String name, Map<String, Object> schema, Supplier<CallToolOutcome> result) {
    return McpSyncTool.of(
        named(name, schema), (context, request) -> McpSyncResponse.result(result.get()));
  }
}

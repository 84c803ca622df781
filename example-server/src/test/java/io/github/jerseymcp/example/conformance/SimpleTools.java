package io.github.jerseymcp.example.conformance;

import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.List;
import java.util.Map;

/** The tools of the suite that answer at once. */
final class SimpleTools {

  private SimpleTools() {}

  static List<SyncToolSpecification> all() {
    return List.of(
        tool("test_simple_text", text("This is a simple text response for testing.")),
        tool("test_image_content", Media.image()),
        tool("test_audio_content", Media.audio()),
        tool(
            "test_embedded_resource",
            Media.embedded(
                "test://embedded-resource", "text/plain", "This is an embedded resource content.")),
        tool(
            "test_multiple_content_types",
            text("Multiple content types test:"),
            Media.image(),
            Media.embedded(
                "test://mixed-content-resource",
                "application/json",
                "{\"test\":\"data\",\"value\":123}")),
        answering(
            named("test_error_handling", Map.of("type", "object")),
            CallToolResult.builder()
                .addTextContent("This tool intentionally returns an error for testing")
                .isError(true)
                .build()),
        answering(
            named("json_schema_2020_12_tool", Fixtures.MODERN_SCHEMA),
            CallToolResult.builder().addTextContent("The schema is what matters").build()));
  }

  static Tool named(String name, Map<String, Object> schema) {
    return Tool.builder(name, schema).description("Tests " + name).build();
  }

  static Map<String, Object> ofType(String type) {
    return Map.of("type", type);
  }

  static CallToolResult answer(String text) {
    return CallToolResult.builder().addTextContent(text).build();
  }

  private static SyncToolSpecification tool(String name, Content... contents) {
    return answering(
        named(name, ofType("object")), CallToolResult.builder().content(List.of(contents)).build());
  }

  private static SyncToolSpecification answering(Tool tool, CallToolResult result) {
    return SyncToolSpecification.builder()
        .tool(tool)
        .callHandler((exchange, request) -> result)
        .build();
  }

  private static TextContent text(String text) {
    return TextContent.builder(text).build();
  }
}

package io.github.jerseymcp.example.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** Makes the results of tools: JSON, as text for older clients and structured for newer ones. */
final class ToolResults {

  private final McpJsonMapper json;

  ToolResults(McpJsonMapper json) {
    this.json = json;
  }

  CallToolResult of(Map<String, Object> result) {
    try {
      return CallToolResult.builder()
          .addTextContent(json.writeValueAsString(result))
          .structuredContent(result)
          .build();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** An error that the model may read and act on: one of our own sentences. */
  CallToolResult error(String sentence) {
    return CallToolResult.builder().addTextContent(sentence).isError(true).build();
  }
}

package io.github.jerseymcp.example.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** An MCP server that was reached, of any version. */
abstract class ServerConnection implements AutoCloseable {

  /** The version of MCP that is spoken. */
  abstract String version();

  /** The result of {@code tools/list}, with all pages. */
  abstract JsonNode tools();

  /** The result of {@code tools/call}. */
  abstract JsonNode call(String tool, Map<String, Object> arguments);

  @Override
  public void close() {}

  static JsonNode json(Object result) {
    try {
      return new JsonMapper().readTree(McpJsonDefaults.getMapper().writeValueAsString(result));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package io.github.jerseymcp.example.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.modern.McpSchema.Implementation;
import io.modelcontextprotocol.modern.client.McpClient;
import io.modelcontextprotocol.modern.client.McpSyncClient;
import io.modelcontextprotocol.modern.client.transport.HttpClientMcpTransport;
import io.modelcontextprotocol.modern.client.transport.McpClientTransport;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;

/** A server of MCP 2026-07-28. */
final class ModernConnection extends ServerConnection {

  private static final String VERSION = "2026-07-28";

  private final McpSyncClient client;
  private final Progress progress;

  ModernConnection(URI server, HttpClient.Builder http, Duration patience, Progress progress) {
    this(HttpClientMcpTransport.builder(server).clientBuilder(http).build(), patience, progress);
  }

  /** A server that this transport reaches. */
  ModernConnection(McpClientTransport transport, Duration patience, Progress progress) {
    this.progress = progress;
    client =
        McpClient.sync(transport)
            .clientInfo(Implementation.builder("example-server-call", "1").build())
            .roundTimeout(patience)
            .callTimeout(patience)
            .build();
    client.discover();
  }

  @Override
  String version() {
    return VERSION;
  }

  @Override
  JsonNode tools() {
    return json(client.listTools().list());
  }

  @Override
  JsonNode call(String tool, Map<String, Object> arguments) {
    try {
      return json(
          client
              .tool(tool)
              .arguments(arguments)
              .progress(note -> progress.report(note.progress(), note.total(), note.message()))
              .call());
    } catch (IllegalArgumentException e) {
      // That a tool is not listed, and nothing of the command line.
      throw new IllegalStateException(e);
    }
  }
}

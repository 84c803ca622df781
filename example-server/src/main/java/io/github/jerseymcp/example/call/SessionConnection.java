package io.github.jerseymcp.example.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;

/** A server of a version up to 2025-11-25, in a session if it begins one. */
final class SessionConnection extends ServerConnection {

  private final McpSyncClient client;
  private final String version;

  SessionConnection(URI server, HttpClient.Builder http, Duration patience, Progress progress) {
    this(over(server, http), patience, patience, progress);
  }

  /** A server that this transport reaches. */
  SessionConnection(
      McpClientTransport transport, Duration beginning, Duration patience, Progress progress) {
    client =
        McpClient.sync(transport)
            .clientInfo(Implementation.builder("example-server-call", "1").build())
            .requestTimeout(patience)
            .initializationTimeout(beginning)
            .progressConsumer(
                note -> progress.report(note.progress(), note.total(), note.message()))
            .build();
    try {
      version = client.initialize().protocolVersion();
    } catch (RuntimeException e) {
      client.close();
      throw e;
    }
  }

  private static McpClientTransport over(URI server, HttpClient.Builder http) {
    String path = server.getRawPath();
    return HttpClientStreamableHttpTransport.builder(
            server.getScheme() + "://" + server.getRawAuthority())
        .endpoint(path.isEmpty() ? "/" : path)
        .clientBuilder(http)
        .build();
  }

  @Override
  String version() {
    return version;
  }

  @Override
  JsonNode tools() {
    return json(client.listTools());
  }

  @Override
  JsonNode call(String tool, Map<String, Object> arguments) {
    return json(
        client.callTool(
            CallToolRequest.builder(tool).arguments(arguments).progressToken("call").build()));
  }

  @Override
  public void close() {
    client.closeGracefully();
  }
}

package io.github.jerseymcp.example.conformance.client;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The client of the SDK for versions with sessions. */
final class SessionCalls extends ScenarioCalls {

  private final McpSyncClient client;

  @SuppressWarnings("deprecation") // Later versions of MCP have it no more; these do.
  SessionCalls(URI server, HttpClient.Builder authorized) {
    String path = server.getPath();
    client =
        McpClient.sync(
                HttpClientStreamableHttpTransport.builder("http://" + server.getAuthority())
                    .endpoint(path.isEmpty() ? "/" : path)
                    .clientBuilder(authorized)
                    .build())
            .requestTimeout(Duration.ofSeconds(8))
            .capabilities(ClientCapabilities.builder().elicitation().build())
            .applyElicitationDefaults(true)
            .elicitation(
                request ->
                    ElicitResult.builder(ElicitResult.Action.ACCEPT).content(Map.of()).build())
            .build();
    client.initialize();
  }

  @Override
  List<Listed> tools() {
    return client.listTools().tools().stream()
        .map(tool -> new Listed(tool.name(), tool.inputSchema()))
        .toList();
  }

  @Override
  void call(String tool, Map<String, Object> arguments) {
    client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
  }

  @Override
  public void close() {
    client.closeGracefully();
  }
}

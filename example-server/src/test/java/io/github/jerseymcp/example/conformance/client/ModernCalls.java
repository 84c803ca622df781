package io.github.jerseymcp.example.conformance.client;

import io.modelcontextprotocol.modern.McpSchema.ElicitResult;
import io.modelcontextprotocol.modern.client.McpClient;
import io.modelcontextprotocol.modern.client.McpSyncClient;
import io.modelcontextprotocol.modern.client.transport.HttpClientMcpTransport;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The client of the SDK for MCP 2026-07-28. */
final class ModernCalls extends ScenarioCalls {

  private final McpSyncClient client;

  ModernCalls(URI server, HttpClient.Builder authorized) {
    client =
        McpClient.sync(HttpClientMcpTransport.builder(server).clientBuilder(authorized).build())
            .roundTimeout(Duration.ofSeconds(8))
            .formElicitation(request -> ElicitResult.accept(Map.of("confirmed", true)))
            .build();
  }

  @Override
  List<Listed> tools() {
    return client.listTools().list().tools().stream()
        .map(tool -> new Listed(tool.name(), tool.inputSchema()))
        .toList();
  }

  @Override
  void call(String tool, Map<String, Object> arguments) {
    client.tool(tool).arguments(arguments).call();
  }

  @Override
  void more() {
    client
        .resources()
        .list()
        .resources()
        .forEach(resource -> client.resource(resource.uri()).read());
    client.prompts().list().prompts().forEach(prompt -> client.prompt(prompt.name()).get());
  }
}

package io.github.jerseymcp.example.conformance;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageResult;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** The client of the official Java SDK. It does not come back for the rest of an answer. */
record JavaClient() implements SessionClient {

  @Override
  @SuppressWarnings("deprecation") // Later versions of MCP have it no more; these do.
  public Report use(String endpoint, String token) {
    URI uri = URI.create(endpoint);
    HttpClientStreamableHttpTransport transport =
        HttpClientStreamableHttpTransport.builder(uri.getScheme() + "://" + uri.getAuthority())
            .endpoint(uri.getPath())
            .addHttpRequestCustomizer(
                (request, method, target, body, context) ->
                    request.header("Authorization", "Bearer " + token))
            .build();
    McpSyncClient client =
        McpClient.sync(transport)
            .requestTimeout(Duration.ofSeconds(20))
            .capabilities(ClientCapabilities.builder().sampling().elicitation().build())
            .sampling(
                request ->
                    CreateMessageResult.builder(Role.ASSISTANT, "Said by the client", "none")
                        .build())
            .elicitation(
                request ->
                    ElicitResult.builder(ElicitResult.Action.ACCEPT)
                        .content(Map.of("username", "alice"))
                        .build())
            .build();
    try {
      client.initialize();
      return new Report(
          client.listTools().tools().stream().map(Tool::name).toList(),
          call(client, "test_simple_text", Map.of()),
          call(client, "test_tool_with_logging", Map.of()),
          call(client, "test_sampling", Map.of("prompt", "Say something")),
          call(client, "test_elicitation", Map.of("message", "Who are you?")),
          "");
    } finally {
      client.closeGracefully();
    }
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.of(Trait.ANSWERS, Trait.ENDS);
  }

  private static String call(McpSyncClient client, String tool, Map<String, Object> arguments) {
    return ((TextContent)
            client
                .callTool(CallToolRequest.builder(tool).arguments(arguments).build())
                .content()
                .get(0))
        .text();
  }
}

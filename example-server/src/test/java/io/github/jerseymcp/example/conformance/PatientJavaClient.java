package io.github.jerseymcp.example.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** The client of the official Java SDK, which gives a call up and begins anew by itself. */
final class PatientJavaClient {

  private PatientJavaClient() {}

  static void run(FixtureServer server, boolean abandons, Runnable quiet) throws Exception {
    String token = "Bearer " + server.token("patient").sign();
    AtomicReference<String> session = new AtomicReference<>();
    HttpClientStreamableHttpTransport transport =
        HttpClientStreamableHttpTransport.builder(server.origin())
            .endpoint("/mcp")
            .openConnectionOnStartup(true)
            .addHttpRequestCustomizer(
                (request, method, target, body, context) -> {
                  request.header("Authorization", token);
                  request
                      .copy()
                      .build()
                      .headers()
                      .firstValue("Mcp-Session-Id")
                      .ifPresent(session::set);
                })
            .build();
    McpSyncClient client =
        McpClient.sync(transport).requestTimeout(Duration.ofMillis(2_500)).build();
    try {
      client.initialize();
      client.listTools();
      if (abandons) {
        assertThatThrownBy(() -> call(client, "test_slow"));
      }
      quiet.run();
      end(server, token, session.get());
      // It says that the session is gone, and begins anew with the next call.
      assertThatThrownBy(() -> call(client, "test_simple_text"));
      assertThat(call(client, "test_simple_text")).startsWith("This is a simple text");
    } finally {
      client.closeGracefully();
    }
  }

  private static String call(McpSyncClient client, String tool) {
    CallToolRequest request = CallToolRequest.builder(tool).arguments(Map.of()).build();
    return ((TextContent) client.callTool(request).content().get(0)).text();
  }

  private static void end(FixtureServer server, String token, String session) throws Exception {
    HttpResponse<Void> answer =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .build()
            .send(
                HttpRequest.newBuilder(URI.create(server.endpoint()))
                    .header("Authorization", token)
                    .header("Mcp-Session-Id", session)
                    .DELETE()
                    .build(),
                HttpResponse.BodyHandlers.discarding());
    assertThat(answer.statusCode()).isEqualTo(204);
  }
}

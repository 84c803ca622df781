package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.server.Http2Server;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.http.Http;
import io.github.jerseymcp.testsupport.process.FreePort;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** An MCP endpoint over HTTP/2 in the clear. */
@Timeout(60)
class Http2EndpointTest {

  private static final TestIssuer ISSUER = TestIssuer.start();

  @ParameterizedTest
  @EnumSource(Http2Server.class)
  void answersWithEventsH01(Http2Server kind) throws Exception {
    StatelessMcpTransport transport = transport();
    String origin = FreePort.origin();
    var endpoint = new McpFixture.Endpoint(transport);
    var application = McpFixture.application(endpoint, origin, ISSUER.issuer());
    AutoCloseable server = kind.start(application, URI.create(origin).getPort(), false);
    try {
      HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
      // Jetty upgrades a connection at a request without a body.
      String document = origin + "/.well-known/oauth-protected-resource/mcp";
      assertThat(Http.send(client, Http.to(document)).statusCode()).isEqualTo(200);

      HttpResponse<String> answer = call(client, origin, "1");

      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
      assertThat(answer.body()).contains("data:", "greetings");
    } finally {
      transport.close();
      server.close();
    }
  }

  @ParameterizedTest
  @EnumSource(value = Http2Server.class, names = "TOMCAT")
  void refusesMessagesBeyondTheirBoundsL01(Http2Server kind) throws Exception {
    StatelessMcpTransport transport = transport();
    String origin = FreePort.origin();
    var endpoint = new McpFixture.Endpoint(transport);
    var application = McpFixture.application(endpoint, origin, ISSUER.issuer());
    AutoCloseable server = kind.start(application, URI.create(origin).getPort(), false);
    try {
      HttpResponse<String> answer = call(Http.CLIENT, origin, "[" + "1,".repeat(100) + "1]");

      assertThat(answer.statusCode()).isEqualTo(413);
      assertThat(answer.body()).contains("more values");
    } finally {
      transport.close();
      server.close();
    }
  }

  private static StatelessMcpTransport transport() {
    StatelessMcpTransport transport =
        new StatelessMcpTransport(
            McpTransportSettings.builder(McpJsonDefaults.getMapper())
                .maximumValues(50)
                .streams(streams -> streams.withOpenAfter(Duration.ZERO))
                .build());
    McpServer.sync(transport)
        .serverInfo("http2", "1")
        .capabilities(ServerCapabilities.builder().tools(false).build())
        .toolCall(
            Tool.builder("greet", Map.of("type", "object")).description("greets").build(),
            (context, request) -> CallToolResult.builder().addTextContent("greetings").build())
        .build();
    return transport;
  }

  private static HttpResponse<String> call(HttpClient client, String origin, String argument) {
    String message =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"greet\","
            + "\"arguments\":{\"a\":"
            + argument
            + "}}}";
    String token =
        ISSUER
            .token()
            .subject("alice")
            .audience(origin + "/mcp")
            .scope(McpFixture.SCOPES.split(" "))
            .sign();
    return Http.send(
        client,
        Http.to(origin + "/mcp")
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .header("Accept", "application/json, text/event-stream")
            .POST(HttpRequest.BodyPublishers.ofString(message)));
  }
}

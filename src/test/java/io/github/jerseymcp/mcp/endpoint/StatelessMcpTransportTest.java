package io.github.jerseymcp.mcp.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.mcp.McpCaller;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.LogFile;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatelessMcpTransportTest {

  private static final String ORIGIN = "https://mcp.example.com";
  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final AtomicInteger CALLS = new AtomicInteger();
  private static final InProcess SERVER = start();
  private static final String ALL = "mcp:tools:read mcp:tools:call notes:write";

  @Path("/mcp")
  @McpProtected(scopes = "mcp:tools:read")
  @OperationScopes(method = "tools/call", value = "mcp:tools:call")
  @OperationScopes(method = "tools/call", name = "add", value = "notes:write")
  public static class Endpoint extends McpEndpoint {

    Endpoint(StatelessMcpTransport transport) {
      super(transport);
    }
  }

  @Test
  void callsAToolWithTheCallerOfTheRequest() {
    Answer answer = post(ALL, call("add"));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).isEqualTo("application/json");
    assertThat(answer.body()).contains("added by alice").contains("\"id\":7");
  }

  static Stream<Arguments> lackingScopes() {
    return Stream.of(
        Arguments.of("mcp:tools:read", "add", ALL),
        Arguments.of("mcp:tools:read mcp:tools:call", "add", ALL),
        Arguments.of("mcp:tools:read notes:write", "add", ALL),
        Arguments.of("mcp:tools:read", "unknown", "mcp:tools:read mcp:tools:call"));
  }

  @ParameterizedTest(name = "{1} with {0}")
  @MethodSource("lackingScopes")
  void namesAllScopesOfTheOperationInOneChallengeS20(String held, String tool, String needed) {
    int before = CALLS.get();
    Answer answer = post(held, call(tool));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.challenge())
        .contains("error=\"insufficient_scope\"")
        .contains("scope=\"" + needed + "\"")
        .contains("resource_metadata=");
    assertThat(CALLS).hasValue(before);
  }

  static Stream<Arguments> malformed() {
    return Stream.of(
        Arguments.of("T-08 a batch", "[" + call("add") + "]", 400, -32600),
        Arguments.of(
            "T-08 a response", "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}", 400, -32600),
        Arguments.of("no JSON", "{", 400, -32700),
        Arguments.of("no body", "", 400, -32700),
        Arguments.of(
            "duplicate members",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"method\":\"tools/call\"}",
            400,
            -32700),
        Arguments.of(
            "deep JSON", "{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}", 400, -32700),
        Arguments.of(
            "T-13 a null id", "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}", 400, -32600),
        Arguments.of(
            "T-13 a fractional id",
            "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"}",
            400,
            -32600),
        Arguments.of(
            "another version", "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"}", 400, -32600),
        Arguments.of(
            "a list of parameters",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":[1]}",
            400,
            -32600),
        Arguments.of(
            "a tool that is no text",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":5}}",
            200,
            -32602),
        Arguments.of(
            "an unknown method",
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"evil\"}",
            200,
            -32601));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("malformed")
  void answersBadMessagesWithAConstantError(String row, String body, int status, int code) {
    Answer answer = post(ALL, body);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.body()).contains("\"code\":" + code + ",").doesNotContain("evil", "xception");
  }

  @Test
  void refusesHeadersThatDoNotAgreeWithTheBodyT36() {
    Answer answer =
        SERVER
            .call("POST", "/mcp")
            .bearer(token(ALL))
            .header("Mcp-Method", "tools/list")
            .body("application/json", call("add"))
            .send();

    assertThat(answer.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(strings = {"1999-01-01", "2099-01-01", "x", ""})
  void refusesAProtocolVersionItDoesNotSpeakL04(String version) {
    Answer answer =
        SERVER
            .call("POST", "/mcp")
            .bearer(token(ALL))
            .header("MCP-Protocol-Version", version)
            .body("application/json", call("add"))
            .send();

    assertThat(answer.status()).isEqualTo(400);
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.CsvSource({
    "Mcp-Name, add, fail",
    "MCP-Protocol-Version, 2025-11-25, 1999-01-01"
  })
  void refusesAHeaderThatIsSentTwice(String header, String first, String second) {
    Answer answer =
        SERVER
            .call("POST", "/mcp")
            .bearer(token(ALL))
            .header(header, first)
            .header(header, second)
            .body("application/json", call("add"))
            .send();

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void logsNoVersionThatAClientMakesUp() {
    long before = LogFile.size();

    Answer answer = post(ALL, McpWire.initialization("x\\nforged-by-a-client"));

    assertThat(answer.body()).contains("\"protocolVersion\":\"2025-11-25\"");
    assertThat(LogFile.from(before)).doesNotContain("forged-by-a-client");
  }

  @Test
  void acceptsANotificationWithoutABodyT09() {
    Answer answer = post(ALL, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");

    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body()).isEmpty();
  }

  @Test
  void letsNoTextOfAFailingToolOut() {
    Answer answer = post(ALL, call("fail"));

    assertThat(answer.body()).doesNotContain("s3cret", "IllegalState", "\tat ");
  }

  @Test
  void advertisesTheScopesOfItsOperations() {
    Answer document = SERVER.call("GET", "/.well-known/oauth-protected-resource/mcp").send();

    assertThat(document.body())
        .contains("\"scopes_supported\":[\"mcp:tools:call\",\"mcp:tools:read\",\"notes:write\"]");
  }

  private static Answer post(String scopes, String body) {
    return SERVER.call("POST", "/mcp").bearer(token(scopes)).body("application/json", body).send();
  }

  private static String token(String scopes) {
    return ISSUER
        .token()
        .subject("alice")
        .audience(ORIGIN + "/mcp")
        .scope(scopes.split(" ", -1))
        .sign();
  }

  private static String call(String tool) {
    return "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\""
        + tool
        + "\",\"arguments\":{}}}";
  }

  private static InProcess start() {
    StatelessMcpTransport transport =
        new StatelessMcpTransport(
            McpTransportSettings.builder(McpJsonDefaults.getMapper()).build());
    McpServer.sync(transport)
        .serverInfo("test", "1")
        .capabilities(McpSchema.ServerCapabilities.builder().tools(false).build())
        .toolCall(
            tool("add"),
            (context, request) -> {
              CALLS.incrementAndGet();
              return McpSchema.CallToolResult.builder()
                  .addTextContent("added by " + McpCaller.of(context).subject())
                  .build();
            })
        .toolCall(
            tool("fail"),
            (context, request) -> {
              throw new IllegalStateException("s3cret");
            })
        .build();
    ResourceConfig application =
        new ResourceConfig()
            .register(new Endpoint(transport))
            .register(
                McpSecurityFeature.create(
                    McpSecurityConfig.builder(ORIGIN).issuer(ISSUER.issuer()).build()));
    return InProcess.start(application, ORIGIN + "/");
  }

  private static McpSchema.Tool tool(String name) {
    return McpSchema.Tool.builder(name, Map.of("type", "object")).description(name).build();
  }
}

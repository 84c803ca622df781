package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.OperationAuthentication;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.mcp.endpoint.ModernMcpTransport;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.Call;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestIssuer;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scopes with parts that a request fills in, in both eras: W-03, W-04, S-20, S-22. */
class ScopeVariablesTest {

  private static final String ORIGIN = "https://variables.example.com";
  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final InProcess SERVER = start(true);
  private static final InProcess PLAIN = start(false);

  @Path("/mcp")
  @McpProtected(scopes = "mcp:use")
  @OperationScopes(method = "resources/read", name = "notes://{id}", value = "notes:read:{id}")
  @OperationScopes(
      method = "resources/read",
      name = "files://{owner}/{file}",
      value = {"files:{owner}:{file}", "files:read"})
  @OperationScopes(
      method = "tools/call",
      name = "delete",
      value = {"notes:write", "notes:delete:{id}"})
  @OperationScopes(method = "tools/call", name = "shred", value = "notes:shred:{id}")
  @OperationScopes(method = "prompts/get", name = "sum", value = "sum:{topic}")
  @OperationAuthentication(method = "tools/call", name = "shred", acr = "gold")
  static final class Endpoint extends McpEndpoint {

    Endpoint(EndpointTransport transport) {
      super(transport);
    }
  }

  @AfterAll
  static void stop() {
    ISSUER.close();
  }

  static Stream<Arguments> requests() {
    return Stream.of(
            row("notes:read:7", "resources/read", "notes://7", "", "", "passes"),
            row("notes:read:8", "resources/read", "notes://7", "", "", "mcp:use notes:read:7"),
            row("notes:read", "resources/read", "notes://7", "", "", "mcp:use notes:read:7"),
            row("notes:read:{id}", "resources/read", "notes://7", "", "", "mcp:use notes:read:7"),
            row("notes:read:A", "resources/read", "notes://a", "", "", "mcp:use notes:read:a"),
            row("notes:read:a%20b", "resources/read", "notes://a%20b", "", "", "unfit"),
            row("notes:read:a", "resources/read", "notes://a b", "", "", "unfit"),
            row("notes:read:7", "resources/read", "notes://7:8", "", "", "unfit"),
            row("notes:read:*", "resources/read", "notes://*", "", "", "unfit"),
            row("notes:read:", "resources/read", "notes://", "", "", "unfit"),
            row("notes:read:7", "resources/read", "notes://7/8", "", "", "unfit"),
            row("notes:read:7", "resources/read", "notes://7?x", "", "", "unfit"),
            row("notes:read:7", "resources/read", "notes://{id}", "", "", "unfit"),
            row("notes:read:7", "resources/read", "notes://\\u00e9", "", "", "unfit"),
            row("notes:read:7", "resources/read", "notes://7\\n", "", "", "unfit"),
            row("notes:read:7", "resources/read", "notes://7\\\"", "", "", "unfit"),
            row("x", "resources/read", "notes://" + "1".repeat(129), "", "", "unfit"),
            row(
                "x",
                "resources/read",
                "notes://" + "1".repeat(128),
                "",
                "",
                "mcp:use notes:read:" + "1".repeat(128)),
            row("files:a:b files:read", "resources/read", "files://a/b", "", "", "passes"),
            row(
                "files:a:b",
                "resources/read",
                "files://a/b",
                "",
                "",
                "mcp:use files:read files:a:b"),
            row("files:a:b files:read", "resources/read", "files://a/b/c", "", "", "unfit"),
            row("files:a:b files:read", "resources/read", "files://a:b/c", "", "", "unfit"),
            row("notes:write notes:delete:7", "tools/call", "delete", "id", "7", "passes"),
            row("notes:write notes:delete:7", "tools/call", "delete", "id", "\"7\"", "passes"),
            row("notes:write notes:delete:7", "tools/call", "delete", "id", "7.0", "passes"),
            row("notes:write notes:delete:true", "tools/call", "delete", "id", "true", "passes"),
            row(
                "notes:write",
                "tools/call",
                "delete",
                "id",
                "7",
                "mcp:use notes:write notes:delete:7"),
            row("notes:write notes:delete:7", "tools/call", "delete", "id", "7.5", "unfit"),
            row("notes:write notes:delete:7", "tools/call", "delete", "id", "1e300", "unfit"),
            row("notes:write notes:delete:7", "tools/call", "delete", "id", "null", "unfit"),
            row("notes:write notes:delete:7", "tools/call", "delete", "id", "[7]", "unfit"),
            row("notes:write notes:delete:7", "tools/call", "delete", "id", "{}", "unfit"),
            row("notes:write notes:delete:7", "tools/call", "delete", "id", "\"\"", "unfit"),
            row("notes:write notes:delete:7", "tools/call", "delete", "id", "\"7 admin\"", "unfit"),
            row("notes:write notes:delete:7", "tools/call", "delete", "id", "\"7\\tx\"", "unfit"),
            row("notes:write notes:delete:7", "tools/call", "delete", "ID", "7", "unfit"),
            row("sum:x", "prompts/get", "sum", "topic", "\"x\"", "passes"),
            row("sum:x", "prompts/get", "sum", "topic", "\"y\"", "mcp:use sum:y"),
            row("sum:x", "prompts/get", "sum", "about", "\"x\"", "unfit"))
        .flatMap(
            row -> Stream.of(false, true).map(modern -> Arguments.of(with(modern, row.get()))));
  }

  @ParameterizedTest(name = "W-04 modern {0}: {1} for {2} {3} {4}={5}: {6}")
  @MethodSource("requests")
  void asksForTheScopeOfTheRequest(
      boolean modern,
      String held,
      String method,
      String name,
      String argument,
      String value,
      String expected) {
    int before = RUNS.get();
    String member = method.equals("resources/read") ? "uri" : "name";
    String arguments =
        argument.isEmpty() ? "" : ",\"arguments\":{\"" + argument + "\":" + value + "}";
    Answer answer =
        post(SERVER, modern, held, method, name, "\"" + member + "\":\"" + name + "\"" + arguments);

    if (expected.equals("passes")) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).contains("\"result\"");
      assertThat(RUNS.get()).isEqualTo(before + 1);
    } else if (expected.equals("unfit")) {
      assertThat(answer.status()).as(answer.body()).isEqualTo(modern ? 400 : 200);
      assertThat(answer.body())
          .contains("\"code\":-32602,\"message\":\"The parameters do not fit the method\"");
      assertThat(answer.headers()).doesNotContainKey("WWW-Authenticate");
      assertThat(RUNS.get()).isEqualTo(before);
    } else {
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.challenge())
          .contains("error=\"insufficient_scope\"", "scope=\"" + expected + "\"");
      assertThat(RUNS.get()).isEqualTo(before);
    }
  }

  @ParameterizedTest(name = "W-04 modern {0}: a step-up names the scope of the request")
  @ValueSource(booleans = {true, false})
  void namesTheScopeInAStepUp(boolean modern) {
    String call = "\"name\":\"shred\",\"arguments\":{\"id\":7}";
    Answer answer = post(SERVER, modern, "notes:shred:7", "tools/call", "shred", call);

    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.challenge())
        .contains("error=\"insufficient_user_authentication\"", "acr_values=\"gold\"")
        .contains("notes:shred:7");
  }

  @Test
  void asksForTheScopesOfWhatIsWatched() {
    Answer answer =
        post(
            SERVER,
            true,
            "x",
            "subscriptions/listen",
            "",
            "\"notifications\":{\"resourceSubscriptions\":[\"notes://7\"]}");

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.challenge()).contains("scope=\"mcp:use notes:read:7\"");
  }

  @ParameterizedTest(name = "W-04 modern {0}: {1} sees delete: {2}")
  @CsvSource({
    "false, 'notes:write notes:delete:9', true",
    "true, 'notes:write notes:delete:9', true",
    "true, 'notes:write', false",
    "false, 'notes:write', false",
    "false, 'notes:delete:9', false",
    "false, 'notes:write notes:delete:', false",
    "false, 'notes:write notes:delete:a:b', false",
    "false, 'notes:write xnotes:delete:9', false"
  })
  void showsWhatMayBeUsedForSomething(boolean modern, String held, boolean shown) {
    String body = post(SERVER, modern, held, "tools/list", "", "").body();

    assertThat(body.contains("\"name\":\"delete\"")).as(body).isEqualTo(shown);
    assertThat(body).doesNotContain("\"name\":\"shred\"").contains("\"name\":\"open\"");
  }

  @ParameterizedTest(name = "W-03 modern {0}")
  @ValueSource(booleans = {true, false})
  void tellsTheScopesOfEachToolThatIsSeen(boolean modern) {
    String held = "notes:write notes:delete:9";
    String told = post(SERVER, modern, held, "tools/list", "", "").body();

    assertThat(told)
        .contains("\"io.github.jerseymcp/scopes\":[\"notes:write\",\"notes:delete:{id}\"]")
        .contains("\"own\":1,\"io.github.jerseymcp/scopes\":[]")
        .doesNotContain("notes:shred");
    assertThat(post(PLAIN, modern, held, "tools/list", "", "").body())
        .contains("\"own\":1", "\"name\":\"shred\"")
        .doesNotContain("io.github.jerseymcp/scopes");
  }

  @Test
  void advertisesNoScopeThatNobodyCanAskFor() {
    assertThat(SERVER.call("GET", "/.well-known/oauth-protected-resource/mcp").send().body())
        .contains("\"scopes_supported\":[\"files:read\",\"mcp:use\",\"notes:write\"]");
  }

  @OperationScopes(method = "tools/call", name = "a", value = "a:{id")
  private static final class OpenBrace {}

  @OperationScopes(method = "tools/call", name = "a", value = "a:id}")
  private static final class CloseBrace {}

  @OperationScopes(method = "tools/call", name = "a", value = "a:{}")
  private static final class NoName {}

  @OperationScopes(method = "tools/call", name = "a", value = "a:{+id}")
  private static final class Operator {}

  @OperationScopes(method = "tools/call", name = "a", value = "a:{b}{c}")
  private static final class Adjacent {}

  @OperationScopes(method = "tools/call", name = "a", value = "a:{b}-{c}")
  private static final class WeaklySeparated {}

  @OperationScopes(method = "tools/list", value = "a:{id}")
  private static final class NoArguments {}

  @OperationScopes(method = "resources/read", name = "a://{x}", value = "a:{id}")
  private static final class OtherVariable {}

  @OperationScopes(method = "resources/read", name = "a://{id}/{id}", value = "a:{id}")
  private static final class TwiceInName {}

  @OperationScopes(method = "resources/read", name = "a://{b}.{c}", value = "a:{b}")
  private static final class WeaklySeparatedName {}

  @ParameterizedTest(name = "W-04 {0} stops the start")
  @ValueSource(
      classes = {
        OpenBrace.class,
        CloseBrace.class,
        NoName.class,
        Operator.class,
        Adjacent.class,
        WeaklySeparated.class,
        NoArguments.class,
        OtherVariable.class,
        TwiceInName.class,
        WeaklySeparatedName.class
      })
  void startsWithNoVariableThatNoRequestFills(Class<?> endpoint) {
    assertThatThrownBy(() -> OperationPolicy.annotated(endpoint))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("@OperationScopes of ");
  }

  private static Arguments row(Object... values) {
    return Arguments.of(values);
  }

  private static Object[] with(boolean modern, Object[] row) {
    return Stream.concat(Stream.of(modern), Stream.of(row)).toArray();
  }

  private static Answer post(
      InProcess server, boolean modern, String held, String method, String name, String members) {
    String token =
        ISSUER
            .token()
            .subject("alice")
            .audience(ORIGIN + "/mcp")
            .scope(("mcp:use " + held).split(" "))
            .sign();
    Call call =
        server
            .call("POST", "/mcp")
            .bearer(token)
            .header("Accept", "application/json, text/event-stream");
    String meta =
        "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
    if (!modern) {
      return call.body("application/json", McpWire.request(1, method, "{" + members + "}")).send();
    }
    call.header("MCP-Protocol-Version", "2026-07-28").header("Mcp-Method", method);
    if (!name.isEmpty()) {
      call.header("Mcp-Name", mirrored(name));
    }
    String all = members.isEmpty() ? meta : members + "," + meta;
    return call.body("application/json", McpWire.request(1, method, "{" + all + "}")).send();
  }

  /** What stands in JSON, as a field of a header. */
  private static String mirrored(String name) {
    String value = name.replace("\\u00e9", "\u00e9").replace("\\n", "\n").replace("\\\"", "\"");
    byte[] bytes = value.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    return "=?base64?" + java.util.Base64.getEncoder().encodeToString(bytes) + "?=";
  }

  private static InProcess start(boolean strict) {
    McpTransportSettings.Builder settings =
        McpTransportSettings.builder(McpJsonDefaults.getMapper());
    if (strict) {
      settings.filterLists().lists(ListSettings::withScopesShown);
    }
    StatelessMcpTransport transport = new StatelessMcpTransport(settings.build());
    McpServer.sync(transport)
        .immediateExecution(true)
        .serverInfo("variables", "1")
        .capabilities(
            ServerCapabilities.builder()
                .tools(false)
                .prompts(false)
                .resources(false, false)
                .build())
        .toolCall(tool("delete"), (context, request) -> ran())
        .toolCall(tool("shred"), (context, request) -> ran())
        .toolCall(
            Tool.builder("open", Map.of("type", "object")).meta(Map.of("own", 1)).build(),
            (context, request) -> ran())
        .prompts(
            new SyncPromptSpecification(
                Prompt.builder("sum").build(),
                (context, request) -> {
                  RUNS.incrementAndGet();
                  return GetPromptResult.builder(List.of()).build();
                }))
        .resourceTemplates(
            template("notes://{id}", "notes"), template("files://{owner}/{file}", "files"))
        .build();
    ModernMcpTransport.serveBeside(transport);
    return InProcess.start(
        new ResourceConfig()
            .register(new Endpoint(transport))
            .register(
                McpSecurityFeature.create(
                    McpSecurityConfig.builder(ORIGIN).issuer(ISSUER.issuer()).build())),
        ORIGIN + "/");
  }

  private static SyncResourceTemplateSpecification template(String uri, String name) {
    return new SyncResourceTemplateSpecification(
        ResourceTemplate.builder(uri, name).build(),
        (context, request) -> {
          RUNS.incrementAndGet();
          return ReadResourceResult.builder(List.of()).build();
        });
  }

  private static CallToolResult ran() {
    RUNS.incrementAndGet();
    return CallToolResult.builder().addTextContent("ran").build();
  }

  private static Tool tool(String name) {
    return Tool.builder(name, Map.of("type", "object")).build();
  }
}

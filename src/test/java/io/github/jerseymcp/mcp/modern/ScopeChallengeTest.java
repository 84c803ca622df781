package io.github.jerseymcp.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.introspection.Introspection;
import io.github.jerseymcp.mcp.McpTransportSettings;
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
import io.github.jerseymcp.token.TrustedIssuer;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptResult;
import io.modelcontextprotocol.spec.McpSchema.Prompt;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceResult;
import io.modelcontextprotocol.spec.McpSchema.Resource;
import io.modelcontextprotocol.spec.McpSchema.ResourceTemplate;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The scenario that is proposed for scope challenges (SEP-2350), with its fixture: two opaque
 * tokens, one that may next to nothing and one that may all; a tool, a resource, a resource of a
 * template and a prompt, each with two scopes; four checks of each, so 16 in all. Here they are
 * made with a verifier of the application and with introspection, and in both eras.
 */
class ScopeChallengeTest {

  private static final String ORIGIN = "https://challenges.example.com";
  private static final String LOW = "mcp-conformance-scope-low";
  private static final String FULL = "mcp-conformance-scope-full";
  private static final String BASELINE = "mcp:conformance:baseline";
  private static final String ALL =
      BASELINE
          + " mcp:conformance:tools:call mcp:conformance:tools:test_simple_text"
          + " mcp:conformance:resources:read mcp:conformance:resources:static"
          + " mcp:conformance:resources:template:123"
          + " mcp:conformance:prompts:get mcp:conformance:prompts:test_simple_prompt";
  private static final Pattern SCOPE = Pattern.compile("scope=\"([^\"]*)\"");
  private static final AtomicInteger RUNS = new AtomicInteger();
  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final String ISSUED_LOW = issued(BASELINE);
  private static final String ISSUED_FULL = issued(ALL);
  private static final InProcess VERIFYING =
      start(
          TrustedIssuer.of("https://issuer.example")
              .withIntrospection(Introspection.ofVerifier(ScopeChallengeTest::verify)));
  private static final InProcess INTROSPECTING =
      start(
          TrustedIssuer.of(ISSUER.issuer())
              .withIntrospection(
                  Introspection.ofSecret("notes", "secret").withTimeout(Duration.ofSeconds(20))));

  @Path("/mcp")
  @McpProtected
  @OperationScopes(method = "tools/call", value = "mcp:conformance:tools:call")
  @OperationScopes(
      method = "tools/call",
      name = "test_simple_text",
      value = {"mcp:conformance:tools:call", "mcp:conformance:tools:test_simple_text"})
  @OperationScopes(
      method = "resources/read",
      name = "test://static-text",
      value = {"mcp:conformance:resources:read", "mcp:conformance:resources:static"})
  @OperationScopes(
      method = "resources/read",
      name = "test://template/{id}/data",
      value = {"mcp:conformance:resources:read", "mcp:conformance:resources:template:{id}"})
  @OperationScopes(
      method = "prompts/get",
      name = "test_simple_prompt",
      value = {"mcp:conformance:prompts:get", "mcp:conformance:prompts:test_simple_prompt"})
  static final class Endpoint extends McpEndpoint {

    Endpoint(EndpointTransport transport) {
      super(transport);
    }
  }

  /** One of the operations. */
  private record Operation(String method, String name, String params, Set<String> scopes) {

    @Override
    public String toString() {
      return method + " " + name;
    }
  }

  private static final List<Operation> OPERATIONS =
      List.of(
          new Operation(
              "tools/call",
              "test_simple_text",
              "\"name\":\"test_simple_text\"",
              Set.of("mcp:conformance:tools:call", "mcp:conformance:tools:test_simple_text")),
          new Operation(
              "resources/read",
              "test://static-text",
              "\"uri\":\"test://static-text\"",
              Set.of("mcp:conformance:resources:read", "mcp:conformance:resources:static")),
          new Operation(
              "resources/read",
              "test://template/123/data",
              "\"uri\":\"test://template/123/data\"",
              Set.of("mcp:conformance:resources:read", "mcp:conformance:resources:template:123")),
          new Operation(
              "prompts/get",
              "test_simple_prompt",
              "\"name\":\"test_simple_prompt\"",
              Set.of("mcp:conformance:prompts:get", "mcp:conformance:prompts:test_simple_prompt")));

  @AfterAll
  static void stop() {
    ISSUER.close();
  }

  @BeforeEach
  void begin() {
    RUNS.set(0);
  }

  static Stream<Arguments> operations() {
    return OPERATIONS.stream()
        .flatMap(
            operation ->
                Stream.of(
                    Arguments.of(operation, true, true),
                    Arguments.of(operation, true, false),
                    Arguments.of(operation, false, true)));
  }

  @ParameterizedTest(name = "W-04 {0}: 403 (modern {1}, verifier {2})")
  @MethodSource("operations")
  void refusesTheLowTokenBeforeTheHandler(Operation operation, boolean modern, boolean verifier) {
    assertThat(send(operation, modern, verifier, false).status()).isEqualTo(403);
    assertThat(RUNS).hasValue(0);
  }

  @ParameterizedTest(name = "W-04 {0}: the challenge (modern {1}, verifier {2})")
  @MethodSource("operations")
  void challengesWithInsufficientScope(Operation operation, boolean modern, boolean verifier) {
    assertThat(send(operation, modern, verifier, false).challenge())
        .startsWith("Bearer ")
        .contains("error=\"insufficient_scope\"")
        .contains("resource_metadata=\"" + ORIGIN + "/.well-known/oauth-protected-resource/mcp\"");
  }

  @ParameterizedTest(name = "W-04 {0}: all scopes at once (modern {1}, verifier {2})")
  @MethodSource("operations")
  void namesAllScopesOfTheOperationInOneChallenge(
      Operation operation, boolean modern, boolean verifier) {
    Matcher scope = SCOPE.matcher(send(operation, modern, verifier, false).challenge());

    assertThat(scope.find()).isTrue();
    assertThat(new TreeSet<>(List.of(scope.group(1).split(" "))))
        .isEqualTo(new TreeSet<>(operation.scopes()));
  }

  @ParameterizedTest(name = "W-04 {0}: the full token (modern {1}, verifier {2})")
  @MethodSource("operations")
  void servesTheFullToken(Operation operation, boolean modern, boolean verifier) {
    Answer answer = send(operation, modern, verifier, true);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).contains("\"result\"");
    assertThat(RUNS).hasValue(1);
  }

  private static Answer send(Operation operation, boolean modern, boolean verifier, boolean full) {
    String token = verifier ? (full ? FULL : LOW) : (full ? ISSUED_FULL : ISSUED_LOW);
    Call call =
        (verifier ? VERIFYING : INTROSPECTING)
            .call("POST", "/mcp")
            .bearer(token)
            .header("Accept", "application/json, text/event-stream");
    if (!modern) {
      return call.body(
              "application/json",
              McpWire.request(1, operation.method(), "{" + operation.params() + "}"))
          .send();
    }
    String meta =
        ",\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
    return call.header("MCP-Protocol-Version", "2026-07-28")
        .header("Mcp-Method", operation.method())
        .header("Mcp-Name", operation.name())
        .body(
            "application/json",
            McpWire.request(1, operation.method(), "{" + operation.params() + meta + "}"))
        .send();
  }

  private static Optional<Map<String, Object>> verify(String token) {
    return Optional.ofNullable(Map.of(LOW, BASELINE, FULL, ALL).get(token))
        .map(
            scope ->
                Map.of(
                    "sub",
                    "conformance",
                    "aud",
                    ORIGIN + "/mcp",
                    "exp",
                    Instant.now().plusSeconds(60),
                    "scope",
                    scope));
  }

  private static String issued(String scopes) {
    return ISSUER.opaque(ISSUER.token().audience(ORIGIN + "/mcp").claim("scope", scopes));
  }

  private static InProcess start(TrustedIssuer issuer) {
    StatelessMcpTransport transport =
        new StatelessMcpTransport(
            McpTransportSettings.builder(McpJsonDefaults.getMapper()).build());
    McpServer.sync(transport)
        .immediateExecution(true)
        .serverInfo("challenges", "1")
        .capabilities(
            ServerCapabilities.builder()
                .tools(false)
                .prompts(false)
                .resources(false, false)
                .build())
        .toolCall(
            Tool.builder("test_simple_text", Map.of("type", "object")).build(),
            (context, request) -> {
              RUNS.incrementAndGet();
              return CallToolResult.builder().addTextContent("ran").build();
            })
        .prompts(
            new SyncPromptSpecification(
                Prompt.builder("test_simple_prompt").build(),
                (context, request) -> {
                  RUNS.incrementAndGet();
                  return GetPromptResult.builder(List.of()).build();
                }))
        .resources(
            new SyncResourceSpecification(
                Resource.builder("test://static-text", "static").build(),
                (context, request) -> read()))
        .resourceTemplates(
            new SyncResourceTemplateSpecification(
                ResourceTemplate.builder("test://template/{id}/data", "template").build(),
                (context, request) -> read()))
        .build();
    ModernMcpTransport.serveBeside(transport);
    return InProcess.start(
        new ResourceConfig()
            .register(new Endpoint(transport))
            .register(
                McpSecurityFeature.create(
                    McpSecurityConfig.builder(ORIGIN).issuer(issuer).build())),
        ORIGIN + "/");
  }

  private static ReadResourceResult read() {
    RUNS.incrementAndGet();
    return ReadResourceResult.builder(List.of()).build();
  }
}

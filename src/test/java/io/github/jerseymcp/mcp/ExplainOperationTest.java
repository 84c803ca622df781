package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.OperationAuthentication;
import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.config.McpSecurityConfig;
import io.github.jerseymcp.explain.Explanation;
import io.github.jerseymcp.explain.Explanation.Step;
import io.github.jerseymcp.explain.Explanation.Verdict;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.server.McpSecurity;
import io.github.jerseymcp.server.McpSecurityFeature;
import io.github.jerseymcp.server.ResourceInstances;
import io.github.jerseymcp.testing.Answer;
import io.github.jerseymcp.testing.InProcess;
import io.github.jerseymcp.testing.TestIssuer;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.jersey.server.ResourceConfig;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an explanation says of an operation is what the endpoint answers to it. */
class ExplainOperationTest {

  private static final String ORIGIN = "https://mcp.example.com";
  private static final TestIssuer ISSUER = TestIssuer.start();
  private static final AtomicInteger CALLS = new AtomicInteger();
  private static final StatelessMcpTransport TRANSPORT = transport();
  private static final ResourceConfig APPLICATION =
      ResourceInstances.register(new ResourceConfig(), new Endpoint(TRANSPORT))
          .register(
              McpSecurityFeature.create(
                  McpSecurityConfig.builder(ORIGIN).issuer(ISSUER.issuer()).build()));
  private static final InProcess SERVER = InProcess.start(APPLICATION, ORIGIN + "/");

  @AfterAll
  static void stop() {
    TRANSPORT.close();
    ISSUER.close();
  }

  @Path("/mcp")
  @McpProtected(scopes = "read")
  @OperationScopes(method = "tools/call", name = "add", value = "write")
  @OperationScopes(
      method = "tools/call",
      name = "look",
      value = {})
  @OperationScopes(
      method = "tools/call",
      name = "sign",
      value = {})
  @OperationAuthentication(method = "tools/call", name = "sign", acr = "gold")
  @OperationScopes(
      method = "tools/list",
      value = {})
  static final class Endpoint extends McpEndpoint {
    Endpoint(EndpointTransport transport) {
      super(transport);
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "read, tools/call, look, none, needs no scope",
        "read write, tools/call, add, none, write",
        "read, tools/call, add, authorise the operation, Missing: write",
        "other, tools/call, add, authorise, Missing: read",
        "read write, tools/call, unlisted, authorise the operation, No rule",
        "read, tools/call, sign, authorise the operation, gold",
        "read, tools/list, '', none, needs no scope",
      })
  void saysWhatTheEndpointAnswers(
      String scopes, String operation, String name, String refusedBy, String says) {
    String token =
        ISSUER.token().audience(ORIGIN + "/mcp").scope(scopes).claim("jti", scopes).sign();
    int calls = CALLS.get();
    Explanation explanation =
        McpSecurity.of(APPLICATION).explainOperation(token, "/mcp", operation, name);
    assertThat(CALLS).as("calls of tools").hasValue(calls);

    String parameters = name.isEmpty() ? "{}" : "{\"name\":\"" + name + "\",\"arguments\":{}}";
    Answer answer =
        SERVER
            .call("POST", "/mcp")
            .bearer(token)
            .header("Accept", "application/json, text/event-stream")
            .body(
                "application/json",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\""
                    + operation
                    + "\",\"params\":"
                    + parameters
                    + "}")
            .send();

    assertThat(explanation.toString()).contains(says);
    assertThat(explanation.accepted()).isEqualTo(answer.status() == 200);
    assertThat(explanation.steps())
        .filteredOn(step -> step.name().equals("ask the policy"))
        .hasSize(explanation.accepted() ? 1 : 0)
        .allMatch(step -> step.verdict() == Verdict.NOT_CHECKED);
    if (refusedBy != null) {
      assertThat(explanation.refusal().map(Step::name)).contains(refusedBy);
      Explanation.Answer told = explanation.answer().orElseThrow();
      assertThat(told.status()).isEqualTo(answer.status());
      assertThat(told.challenges()).isEqualTo(answer.all("WWW-Authenticate"));
    }
  }

  @Test
  void doesNotTellWhereNoEndpointIs() {
    ResourceConfig application =
        new ResourceConfig(Plain.class)
            .register(
                McpSecurityFeature.create(
                    McpSecurityConfig.builder(ORIGIN).issuer(ISSUER.issuer()).build()));
    InProcess.start(application, ORIGIN + "/");
    String token = ISSUER.token().audience(ORIGIN + "/plain").sign();

    Explanation explanation =
        McpSecurity.of(application).explainOperation(token, "/plain", "tools/call", "add");

    Step last = explanation.steps().get(explanation.steps().size() - 1);
    assertThat(last.name()).isEqualTo("authorise the operation");
    assertThat(last.verdict()).isEqualTo(Verdict.NOT_CHECKED);
  }

  @Path("/plain")
  @McpProtected
  public static class Plain {
    @POST
    public String post() {
      return "";
    }
  }

  private static StatelessMcpTransport transport() {
    StatelessMcpTransport made =
        new StatelessMcpTransport(
            McpTransportSettings.builder(McpJsonDefaults.getMapper())
                .denyUnlistedOperations()
                .build());
    McpServer.sync(made)
        .serverInfo("explained", "1")
        .capabilities(ServerCapabilities.builder().tools(false).build())
        .immediateExecution(true)
        .toolCall(tool("add"), (context, request) -> called())
        .toolCall(tool("sign"), (context, request) -> called())
        .toolCall(tool("look"), (context, request) -> called())
        .toolCall(tool("unlisted"), (context, request) -> called())
        .build();
    return made;
  }

  private static CallToolResult called() {
    CALLS.incrementAndGet();
    return CallToolResult.builder().addTextContent("done").build();
  }

  private static Tool tool(String name) {
    return Tool.builder(name, Map.of("type", "object")).description(name).build();
  }
}

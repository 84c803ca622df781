package io.github.jerseymcp.example.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.client.Grant;
import io.github.jerseymcp.client.McpAuthorization;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.example.call.CallCommand;
import io.github.jerseymcp.testsupport.Opened;
import io.github.jerseymcp.testsupport.process.ChildProcess;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * The client of the library at servers of the TypeScript SDK behind their bearer gates: of 2.4.0
 * for both eras, and of 1.32.2 with sessions. Users sign in at oidc-provider.
 */
@Tag("interop")
@Timeout(120)
final class ClientAtTypescriptServerTest {

  @RegisterExtension static final Opened OPENED = Opened.forAllTests();

  @RegisterExtension
  static final InteropReport REPORT =
      new InteropReport("@modelcontextprotocol/server 2.4.0, sdk 1.32.2, our client");

  private static ChildProcess process;
  private static String endpoint;
  private static String olderEndpoint;

  private final Visitor browser = new Visitor();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @BeforeAll
  static void start() throws Exception {
    OidcProvider provider = OPENED.open(OidcProvider.startWithPeople());
    process = OPENED.open(NodePackages.start("protected-server.mjs", provider.issuer()));
    ChildProcess older =
        OPENED.open(NodePackages.start("typescript-server.mjs", provider.issuer()));
    endpoint = "http://127.0.0.1:" + process.awaitLine("PORT ") + "/mcp";
    olderEndpoint = "http://127.0.0.1:" + older.awaitLine("PORT ") + "/mcp";
  }

  private int call(String... arguments) {
    PrintStream progress = new PrintStream(err, true, StandardCharsets.UTF_8);
    return new CallCommand(
            Map.of(), browser, new PrintStream(out, true, StandardCharsets.UTF_8), progress)
        .run(arguments);
  }

  @Test
  void theCommandSpeaksTheNewestVersionWithTheServerOfBothErasCl01() {
    assertThat(call("--server", endpoint)).as(said()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("greet  Says hello");
    assertThat(process.output().lines())
        .as("it found its way from the challenge")
        .containsSubsequence(
            "POST /mcp 401", "GET /.well-known/oauth-protected-resource/mcp 200", "POST /mcp 200");

    assertThat(call("--server", endpoint, "--tool", "greet")).as(said()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).containsPattern("hello .+ of the modern era");
    assertThat(said()).contains("Reached: MCP 2026-07-28");
    REPORT.add("2.4.0: 401, metadata, sign-in, tools, call in 2026-07-28");
  }

  @Test
  void anOlderClientIsCarriedThereToo() {
    McpAuthorization authorization =
        McpAuthorization.builder(endpoint, Grant.authorizationCode(browser, Duration.ofSeconds(20)))
            .registrations(Registration.dynamic("Older"))
            .build();
    try (McpSyncClient client =
        McpClient.sync(
                HttpClientStreamableHttpTransport.builder(endpoint.replace("/mcp", ""))
                    .clientBuilder(authorization.httpClient())
                    .build())
            .requestTimeout(Duration.ofSeconds(20))
            .build()) {
      client.initialize();

      List<Tool> tools = client.listTools().tools();
      assertThat(tools).extracting(Tool::name).containsExactly("greet");
      assertThat(
              client
                  .callTool(CallToolRequest.builder("greet").arguments(Map.of()).build())
                  .content()
                  .get(0))
          .isInstanceOfSatisfying(
              TextContent.class,
              text -> assertThat(text.text()).containsPattern("hello .+ of the legacy era"));
    }
    assertThat(browser.opened()).hasSize(1);
    REPORT.add("2.4.0: the same in 2025-11-25");
  }

  @Test
  void theCommandSpeaksAnOlderVersionWithTheOlderServer() {
    assertThat(call("--server", olderEndpoint)).as(said()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("greet  Says hello");

    assertThat(call("--server", olderEndpoint, "--tool", "greet")).as(said()).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("hello" + System.lineSeparator());
    assertThat(said()).contains("Reached: MCP 2025-11-25");
    REPORT.add("1.32.2: sign-in, tools, call in 2025-11-25");
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }
}

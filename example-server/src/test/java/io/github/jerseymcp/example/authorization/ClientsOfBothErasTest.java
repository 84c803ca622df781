package io.github.jerseymcp.example.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.client.Grant;
import io.github.jerseymcp.client.McpAuthorization;
import io.github.jerseymcp.client.registration.Registration;
import io.github.jerseymcp.client.signin.UserAgent;
import io.github.jerseymcp.example.ExampleServer;
import io.github.jerseymcp.example.Options;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.modern.client.transport.HttpClientMcpTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ClientCapabilities;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The Java clients of both eras at one endpoint: each signs in, lists, calls, and has its user
 * asked before it deletes; the newer one is asked for more scopes on its way.
 */
final class ClientsOfBothErasTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern SCOPE = Pattern.compile("([?&]scope=)([^&]*)");

  private static ExampleServer server;

  private final List<String> consents = new ArrayList<>();
  private final List<String> asked = new ArrayList<>();
  private boolean agrees;

  @BeforeAll
  static void start() throws Exception {
    server = ExampleServer.start(Options.parse("--port", "0", "--sessions"));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aClientOfOlderVersionsSignsInAndConfirms() {
    consents.add("everything at once, since a session belongs to one client");
    try (McpSyncClient client =
        McpClient.sync(
                HttpClientStreamableHttpTransport.builder(server.localUrl())
                    .clientBuilder(authorization("alice").httpClient())
                    .build())
            .requestTimeout(PATIENCE)
            .capabilities(ClientCapabilities.builder().elicitation().build())
            .elicitation(
                question -> {
                  asked.add(question.message());
                  return agrees
                      ? ElicitResult.builder(ElicitResult.Action.ACCEPT).content(Map.of()).build()
                      : ElicitResult.builder(ElicitResult.Action.DECLINE).build();
                })
            .build()) {
      client.initialize();
      assertThat(client.listTools().tools()).hasSize(6);
      Object id = structured(call(client, "notes_add", Map.of("text", "dear"))).get("id");
      assertThat(consents).hasSize(2);
      assertThat(String.valueOf(structured(call(client, "whoami", Map.of())))).contains("alice");

      assertThat(call(client, "notes_delete", Map.of("id", id)).isError()).isTrue();
      agrees = true;
      assertThat(call(client, "notes_delete", Map.of("id", id)).isError()).isNotEqualTo(true);
      assertThat(asked).containsExactly("Delete note " + id + "?", "Delete note " + id + "?");
    }
  }

  @Test
  void aClientOfTheNewerVersionConfirmsAndStepsUp() {
    var client =
        io.modelcontextprotocol.modern.client.McpClient.sync(
                HttpClientMcpTransport.builder(URI.create(server.localUrl() + "/mcp"))
                    .clientBuilder(authorization("bob").httpClient())
                    .build())
            .callTimeout(PATIENCE)
            .build();

    assertThat(client.discover().supportedVersions()).contains("2026-07-28", "2025-11-25");
    assertThat(client.listTools().list().tools()).hasSize(6);
    assertThat(consents).containsExactly("mcp:tools:read");
    Object id =
        ((Map<?, ?>)
                client
                    .tool("notes_add")
                    .arguments(Map.of("text", "dear"))
                    .call()
                    .structuredContent())
            .get("id");
    assertSteppedUp();
    assertThat(String.valueOf(client.tool("whoami").call().structuredContent())).contains("bob");

    for (boolean agreed : List.of(false, true)) {
      var deleted =
          client
              .tool("notes_delete")
              .arguments(Map.of("id", id))
              .formElicitation(
                  question -> {
                    asked.add(question.message());
                    return agreed
                        ? io.modelcontextprotocol.modern.McpSchema.ElicitResult.accept(Map.of())
                        : io.modelcontextprotocol.modern.McpSchema.ElicitResult.decline();
                  })
              .call();
      assertThat(Boolean.TRUE.equals(deleted.isError())).isNotEqualTo(agreed);
    }
    assertThat(asked).containsExactly("Delete note " + id + "?", "Delete note " + id + "?");
  }

  private void assertSteppedUp() {
    assertThat(consents).hasSizeGreaterThan(1);
    assertThat(consents.get(consents.size() - 1)).contains("mcp:tools:read", "notes:write");
  }

  private static CallToolResult call(
      McpSyncClient client, String tool, Map<String, Object> arguments) {
    return client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
  }

  private static Map<?, ?> structured(CallToolResult result) {
    return (Map<?, ?>) result.structuredContent();
  }

  /** Whose user first consents to listing alone. */
  private McpAuthorization authorization(String user) {
    String issuer = server.authorizationServer().orElseThrow().issuer();
    UserAgent browser =
        address -> {
          URI narrowed = consents.isEmpty() ? narrowed(address) : address;
          consents.add(scopeOf(narrowed));
          Thread thread = new Thread(() -> new TestBrowser().get(answer(issuer, narrowed, user)));
          thread.setDaemon(true);
          thread.start();
        };
    return McpAuthorization.builder(
            server.localUrl() + "/mcp", Grant.authorizationCode(browser, PATIENCE))
        .registrations(Registration.dynamic("Both eras"))
        .build();
  }

  private static URI narrowed(URI address) {
    return URI.create(SCOPE.matcher(address.toString()).replaceFirst("$1mcp:tools:read"));
  }

  private static String scopeOf(URI address) {
    Matcher scope = SCOPE.matcher(address.toString());
    assertThat(scope.find()).isTrue();
    return java.net.URLDecoder.decode(scope.group(2), java.nio.charset.StandardCharsets.UTF_8);
  }

  private static URI answer(String issuer, URI address, String user) {
    TestBrowser browser = new TestBrowser();
    String page = browser.get(address).body();
    Map<String, String> form =
        Map.of("ticket", TestBrowser.ticket(page), "user", user, "decision", "approve");
    return browser.location(browser.post(URI.create(issuer + "/authorize/decision"), form));
  }
}

package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The official SDK's own client against the example. */
final class McpClientTest {

  private static final String ALL = "mcp:tools:read mcp:tools:call notes:read notes:write";

  @RegisterExtension static final RunningExamples EXAMPLES = new RunningExamples();

  private static ExampleServer server;
  private static ExampleUsers tokens;
  private final List<McpSyncClient> opened = new ArrayList<>();

  @BeforeAll
  static void start() throws Exception {
    server = EXAMPLES.start();
    tokens = new ExampleUsers(server);
  }

  @AfterEach
  void closeClients() {
    opened.forEach(McpSyncClient::close);
  }

  @Test
  void listsTheTools() throws Exception {
    assertThat(client("alice", "/mcp", ALL).listTools().tools())
        .extracting(Tool::name)
        .containsExactlyInAnyOrder(
            "whoami", "notes_list", "notes_add", "notes_edit", "notes_delete", "notes_import");
  }

  @Test
  void tellsTheCallerWhoTheyAre() throws Exception {
    assertThat(text(call(client("bob", "/mcp", ALL), "whoami", Map.of())))
        .contains("\"subject\":\"bob\"", "\"client_id\":\"demo\"", "\"binding\":\"bearer\"");
  }

  @Test
  void twoUsersNeverSeeEachOthersNotes() throws Exception {
    McpSyncClient carol = client("carol", "/mcp", ALL);
    McpSyncClient dave = client("dave", "/mcp", ALL);

    String added = text(call(carol, "notes_add", Map.of("text", "of carol")));
    call(dave, "notes_add", Map.of("text", "of dave"));
    long id = Long.parseLong(added.replaceAll("\\D+(\\d+).*", "$1"));

    assertThat(text(call(carol, "notes_list", Map.of()))).contains("of carol");
    assertThat(text(call(carol, "notes_list", Map.of()))).doesNotContain("of dave");
    assertThat(text(call(dave, "notes_list", Map.of()))).doesNotContain("of carol");
    assertThat(call(dave, "notes_delete", Map.of("id", id)).isError()).isTrue();
    assertThat(call(carol, "notes_delete", Map.of("id", id)).isError()).isFalse();
    assertThat(text(call(carol, "notes_list", Map.of()))).doesNotContain("of carol");
  }

  @Test
  void aTokenWithoutTheScopeOfAToolDoesNotCallIt() throws Exception {
    McpSyncClient reader = client("erin", "/mcp", "mcp:tools:read mcp:tools:call notes:read");

    assertThat(text(call(reader, "notes_list", Map.of()))).contains("\"notes\":[]");
    assertThat(refusal(() -> call(reader, "notes_add", Map.of("text", "x"))))
        .startsWith("403 Bearer error=\"insufficient_scope\"")
        .contains("scope=\"mcp:tools:read mcp:tools:call notes:write\"", "resource_metadata=");
    assertThat(text(call(reader, "notes_list", Map.of()))).contains("\"notes\":[]");
  }

  @Test
  void theSecondResourceTakesItsOwnTokensAlone() throws Exception {
    assertThat(
            text(
                call(
                    client("alice", "/admin/mcp", "admin:mcp:tools:call"),
                    "notes_count",
                    Map.of())))
        .contains("\"count\":");
    String foreign = tokens.token("alice", "/mcp", "admin:mcp:tools:call");
    assertThat(refusal(() -> connect("/admin/mcp", foreign)))
        .startsWith("401 Bearer error=\"invalid_token\"");
  }

  /** The status and the challenge that the SDK hands to a client's authorization code. */
  private static String refusal(ThrowableAssert.ThrowingCallable refused) {
    Throwable thrown = Assertions.catchThrowable(refused);
    while (thrown != null && !(thrown instanceof McpHttpClientTransportAuthorizationException)) {
      thrown = thrown.getCause();
    }
    assertThat(thrown).as("a refusal").isNotNull();
    HttpResponse.ResponseInfo answer =
        ((McpHttpClientTransportAuthorizationException) thrown).getResponseInfo();
    return answer.statusCode()
        + " "
        + String.join(", ", answer.headers().allValues("WWW-Authenticate"));
  }

  private McpSyncClient client(String user, String path, String scopes) throws Exception {
    return connect(path, tokens.token(user, path, scopes));
  }

  private McpSyncClient connect(String path, String token) {
    HttpClientStreamableHttpTransport transport =
        HttpClientStreamableHttpTransport.builder(server.localUrl())
            .endpoint(path)
            .addHttpRequestCustomizer(
                (request, method, uri, body, context) ->
                    request.header("Authorization", "Bearer " + token))
            .build();
    McpSyncClient client = McpClient.sync(transport).requestTimeout(Duration.ofSeconds(20)).build();
    opened.add(client);
    client.initialize();
    return client;
  }

  private static CallToolResult call(
      McpSyncClient client, String tool, Map<String, Object> arguments) {
    return client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
  }

  private static String text(CallToolResult result) {
    return ((TextContent) result.content().get(0)).text();
  }
}

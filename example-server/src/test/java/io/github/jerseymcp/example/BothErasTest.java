package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.testsupport.Opened;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.modelcontextprotocol.modern.McpSchema.CallToolResult;
import io.modelcontextprotocol.modern.McpSchema.ElicitResult;
import io.modelcontextprotocol.modern.McpSchema.Tool;
import io.modelcontextprotocol.modern.client.McpClient;
import io.modelcontextprotocol.modern.client.McpSyncClient;
import io.modelcontextprotocol.modern.client.transport.HttpClientMcpTransport;
import io.modelcontextprotocol.modern.client.transport.McpHttpRequestCustomizer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients of MCP 2026-07-28 and of older versions on the same path, with the same notes. */
final class BothErasTest {

  private static final String KINDS = "io.github.jerseymcp.example.BothKinds#kinds";

  @RegisterExtension static final Opened OPENED = Opened.forAllTests();

  private static BothKinds servers;

  @BeforeAll
  static void start() throws Exception {
    servers = OPENED.open(BothKinds.start());
  }

  @ParameterizedTest
  @MethodSource(KINDS)
  void findsOutWhatTheServerIs(String kind) throws Exception {
    McpSyncClient client = client(kind, "alice");

    assertThat(client.discover().supportedVersions()).contains("2026-07-28", "2025-11-25");
    assertThat(client.listTools().list().tools())
        .extracting(Tool::name)
        .containsExactlyInAnyOrder(
            "whoami", "notes_list", "notes_add", "notes_edit", "notes_delete", "notes_import");
    assertThat(String.valueOf(client.tool("whoami").call().structuredContent()))
        .contains("subject=alice");
  }

  @ParameterizedTest
  @MethodSource(KINDS)
  void showsEachEraWhatTheOtherHasWritten(String kind) throws Exception {
    McpSyncClient newer = client(kind, "bob");
    McpWire older = servers.users(kind).client("bob", ExampleUsers.ALL);

    Object added =
        newer.tool("notes_add").arguments(Map.of("text", "of both")).call().structuredContent();
    String id = String.valueOf(((Map<?, ?>) added).get("id"));
    assertThat(older.callTool("notes_list", "{}").body()).contains("of both");
    assertThat(newer.resource("notes://" + id).read().contents().toString()).contains("of both");
    assertThat(newer.prompt("summarise_notes").get().messages()).hasSize(2);
    assertThat(older.callTool("notes_delete", "{\"id\":" + id + "}").body()).contains("deleted");
    assertThatThrownBy(() -> newer.resource("notes://" + id).read()).hasMessageContaining("known");
  }

  @ParameterizedTest
  @MethodSource(KINDS)
  void asksBeforeItDeletes(String kind) throws Exception {
    McpSyncClient client = client(kind, "dave");
    List<String> asked = new CopyOnWriteArrayList<>();
    Object added =
        client.tool("notes_add").arguments(Map.of("text", "dear")).call().structuredContent();
    Object id = ((Map<?, ?>) added).get("id");

    assertThat(delete(client, id, asked, ElicitResult.decline()).isError()).isTrue();
    assertThat(notesOf(client)).contains("dear");
    assertThat(delete(client, id, asked, ElicitResult.accept(Map.of())).isError())
        .isNotEqualTo(true);
    assertThat(notesOf(client)).doesNotContain("dear");
    assertThat(asked).containsExactly("Delete note " + id + "?", "Delete note " + id + "?");
  }

  @ParameterizedTest
  @MethodSource(KINDS)
  void tellsTheOwnerOfANoteThatItHasChanged(String kind) throws Exception {
    McpWire older = servers.users(kind).client("erin", ExampleUsers.ALL);
    String body = older.callTool("notes_add", "{\"text\":\"as it was\"}").body();
    String id = body.replaceAll("(?s).*structuredContent[^}]*\"id\":([0-9]+).*", "$1");
    String edited = "{\"id\":" + id + ",\"text\":\"another\"}";
    try (EventReader owner = watch(older, "notes://" + id);
        EventReader other =
            watch(servers.users(kind).client("frank", ExampleUsers.ALL), "notes://" + id)) {
      assertThat(owner.next().data()).contains("acknowledged", "notes://" + id);
      assertThat(other.next().data()).contains("acknowledged");
      assertThat(older.callTool("notes_edit", edited).body()).contains("another");
      assertThat(owner.next().data()).contains("notifications/resources/updated", "notes://" + id);
      assertThat(other.isSilent()).isTrue();
    }
    assertThat(
            servers
                .users(kind)
                .client("frank", ExampleUsers.ALL)
                .callTool("notes_edit", edited)
                .body())
        .contains("You have no note with this id");
  }

  private static EventReader watch(McpWire client, String uri) {
    String meta =
        "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
    return client
        .with("MCP-Protocol-Version", "2026-07-28")
        .with("Mcp-Method", "subscriptions/listen")
        .stream(
            McpWire.request(
                "watch",
                "subscriptions/listen",
                "{\"notifications\":{\"resourceSubscriptions\":[\"" + uri + "\"]}," + meta + "}"));
  }

  private static CallToolResult delete(
      McpSyncClient client, Object id, List<String> asked, ElicitResult said) {
    return client
        .tool("notes_delete")
        .arguments(Map.of("id", id))
        .formElicitation(
            question -> {
              asked.add(question.message());
              return said;
            })
        .call();
  }

  private static String notesOf(McpSyncClient client) {
    return String.valueOf(client.tool("notes_list").call().structuredContent());
  }

  @ParameterizedTest
  @MethodSource(KINDS)
  void tellsHowFarAnImportIs(String kind) throws Exception {
    List<Double> heard = new CopyOnWriteArrayList<>();

    client(kind, "carol")
        .tool("notes_import")
        .arguments(Map.of("notes", List.of("a", "b", "c")))
        .progress(progress -> heard.add(progress.progress()))
        .call();

    assertThat(heard).containsExactly(1.0, 2.0, 3.0);
  }

  private static McpSyncClient client(String kind, String user) throws Exception {
    ExampleServer server = servers.server(kind);
    String token = new ExampleUsers(server).token(user, "/mcp", ExampleUsers.ALL);
    return McpClient.sync(
            HttpClientMcpTransport.builder(URI.create(server.localUrl() + "/mcp"))
                .requestCustomizer(
                    McpHttpRequestCustomizer.fromSync(
                        (request, headers, context) ->
                            headers.set("Authorization", "Bearer " + token)))
                .build())
        .callTimeout(Duration.ofSeconds(20))
        .build();
  }
}

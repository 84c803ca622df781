package io.github.jerseymcp.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.testsupport.process.Await;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What callers may and get is the same, by whichever way they come: negative case 39. */
public abstract class EveryWayRules {

  final NotesFixture notes = new NotesFixture();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<McpSyncClient> clients = new ArrayList<>();

  /** The way of one caller to the endpoint. */
  protected abstract McpClientTransport way(String subject, String... scopes);

  /** The endpoint in this process. */
  protected final LocalMcpServer local() {
    return LocalMcpServer.of(notes.config, notes.endpoint, McpJsonDefaults.getMapper());
  }

  @AfterEach
  void close() {
    clients.forEach(McpSyncClient::close);
    notes.close();
    threads.shutdown();
  }

  @Test
  void tellsCallersApartWhateverTheySayOfThemselvesC39() {
    McpSyncClient alice = client("alice", NotesFixture.CALL);
    McpSyncClient bob = client("bob", NotesFixture.CALL);

    for (int i = 0; i < 5; i++) {
      assertThat(call(alice, "whoami", Map.of("subject", "bob", "sub", "bob"))).isEqualTo("alice");
      assertThat(call(bob, "whoami", Map.of())).isEqualTo("bob");
    }
  }

  @Test
  void refusesACallerWhoLacksAScopeOfTheEndpointC39() {
    assertThatThrownBy(() -> client("alice", "mcp:tools:call"))
        .isInstanceOf(RuntimeException.class);

    assertThat(notes.refusals()).containsOnly("request.insufficient_scope 403");
  }

  @Test
  void refusesACallerWhoLacksAScopeOfTheOperationC39() {
    McpSyncClient alice = client("alice", NotesFixture.READ);

    assertThatThrownBy(() -> call(alice, "whoami", Map.of())).isInstanceOf(RuntimeException.class);
    assertThat(notes.refusals()).containsOnly("request.insufficient_scope 403");
    assertThat(notes.runs).hasValue(0);
  }

  @Test
  void knowsWhichScopesImplyOthers() {
    McpSyncClient alice = client("alice", "mcp:tools:read", "mcp:tools:call", "root");

    assertThat(names(alice)).contains("fail");
    assertThatThrownBy(() -> call(alice, "fail", Map.of())).isInstanceOf(RuntimeException.class);
    assertThat(notes.runs).hasValue(1);
  }

  @Test
  void showsInListsWhatACallerMayUse() {
    assertThat(names(client("alice", NotesFixture.CALL)))
        .containsExactlyInAnyOrder("whoami", "tell", "wait", "rare");
    assertThat(names(client("bob", NotesFixture.READ))).isEmpty();
  }

  @Test
  void letsNothingOfAnErrorLeaveC39() {
    McpSyncClient alice = client("alice", "mcp:tools:read", "mcp:tools:call", "danger");

    assertThatThrownBy(() -> call(alice, "fail", Map.of()))
        .hasMessageContaining("The server failed to handle the request")
        .hasMessageNotContaining(NotesFixture.SECRET);
  }

  @Test
  void limitsWhatACallerHolds() throws Exception {
    McpSyncClient alice = client("alice", NotesFixture.CALL);
    McpSyncClient again = client("alice", NotesFixture.CALL);
    McpSyncClient bob = client("bob", NotesFixture.CALL);
    List<CompletableFuture<String>> calls = new ArrayList<>();
    for (int i = 0; i < NotesFixture.MOST_CALLS; i++) {
      calls.add(CompletableFuture.supplyAsync(() -> call(alice, "wait", Map.of()), threads));
    }
    assertThat(notes.waiting.await(20, TimeUnit.SECONDS)).isTrue();

    assertThatThrownBy(() -> call(again, "whoami", Map.of())).isInstanceOf(RuntimeException.class);
    assertThat(call(bob, "whoami", Map.of())).isEqualTo("bob");
    notes.gate.countDown();
    for (CompletableFuture<String> call : calls) {
      assertThat(call.get()).isEqualTo("waited");
    }
    assertThat(notes.refusals()).containsOnly("message.too_many_calls 429");
  }

  @Test
  void limitsHowOftenAToolIsCalled() {
    McpSyncClient alice = client("alice", NotesFixture.CALL);
    for (int i = 0; i < NotesFixture.CALLS_OF_RARE; i++) {
      assertThat(call(alice, "rare", Map.of())).isEqualTo("alice");
    }

    assertThatThrownBy(() -> call(alice, "rare", Map.of())).isInstanceOf(RuntimeException.class);
    assertThat(notes.refusals()).containsOnly("message.too_often 429");
  }

  @Test
  void tellsTheProgressOfACallToItsCallerAloneC39() {
    List<String> toldAlice = new CopyOnWriteArrayList<>();
    List<String> toldBob = new CopyOnWriteArrayList<>();
    McpSyncClient alice = client("alice", toldAlice, NotesFixture.CALL);
    McpSyncClient bob = client("bob", toldBob, NotesFixture.CALL);
    CallToolRequest tell =
        CallToolRequest.builder("tell").arguments(Map.of()).progressToken("p").build();

    assertThat(text(alice.callTool(tell))).isEqualTo("alice");
    assertThat(text(bob.callTool(tell))).isEqualTo("bob");
    eventually(toldAlice, 3);
    eventually(toldBob, 3);
    assertThat(toldAlice).containsExactlyInAnyOrder("alice1", "alice2", "alice3");
    assertThat(toldBob).containsExactlyInAnyOrder("bob1", "bob2", "bob3");
  }

  @Test
  void tellsListenersOfCallsAndSessions() {
    McpSyncClient alice = client("alice", NotesFixture.CALL);
    assertThat(call(alice, "whoami", Map.of())).isEqualTo("alice");
    alice.closeGracefully();

    Await.until(
        "all of it is told",
        Duration.ofSeconds(10),
        () ->
            notes.events.stream()
                .map(event -> event.getClass().getSimpleName())
                .toList()
                .containsAll(List.of("SessionBegan", "CallBegan", "CallEnded", "SessionEnded")));
  }

  McpSyncClient client(String subject, String... scopes) {
    return client(subject, new ArrayList<>(), scopes);
  }

  private McpSyncClient client(String subject, List<String> told, String... scopes) {
    return client(way(subject, scopes), told);
  }

  McpSyncClient client(McpClientTransport way) {
    return client(way, new ArrayList<>());
  }

  private McpSyncClient client(McpClientTransport way, List<String> told) {
    McpSyncClient client =
        McpClient.sync(way)
            .requestTimeout(Duration.ofSeconds(20))
            .initializationTimeout(Duration.ofSeconds(20))
            .progressConsumer(note -> told.add(note.message()))
            .build();
    clients.add(client);
    client.initialize();
    return client;
  }

  static String call(McpSyncClient client, String tool, Map<String, Object> arguments) {
    return text(client.callTool(CallToolRequest.builder(tool).arguments(arguments).build()));
  }

  private static String text(CallToolResult result) {
    return ((TextContent) result.content().get(0)).text();
  }

  private static List<String> names(McpSyncClient client) {
    return client.listTools().tools().stream().map(Tool::name).toList();
  }

  private static void eventually(List<String> told, int count) {
    Await.until("all is told", Duration.ofSeconds(10), () -> told.size() == count);
  }
}

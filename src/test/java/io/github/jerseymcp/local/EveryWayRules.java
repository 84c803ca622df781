package io.github.jerseymcp.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.testsupport.process.Await;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What callers may and get is the same, by whichever way they come: negative case 39. */
public abstract class EveryWayRules {

  final NotesFixture notes = new NotesFixture();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<WayClient> clients = new ArrayList<>();

  /** A client of one caller, which has begun to speak with the endpoint. */
  protected abstract WayClient begin(String subject, String... scopes);

  /** What listeners are told of a client that calls once and goes. */
  protected List<String> told() {
    return List.of("SessionBegan", "CallBegan", "CallEnded", "SessionEnded");
  }

  /** The endpoint in this process. */
  protected final LocalMcpServer local() {
    return LocalMcpServer.of(notes.config, notes.endpoint, McpJsonDefaults.getMapper());
  }

  @AfterEach
  void close() {
    clients.forEach(WayClient::close);
    notes.close();
    threads.shutdown();
  }

  @Test
  void tellsCallersApartWhateverTheySayOfThemselvesC39() {
    WayClient alice = client("alice", NotesFixture.CALL);
    WayClient bob = client("bob", NotesFixture.CALL);

    for (int i = 0; i < 5; i++) {
      assertThat(alice.call("whoami", Map.of("subject", "bob", "sub", "bob"))).isEqualTo("alice");
      assertThat(bob.call("whoami", Map.of())).isEqualTo("bob");
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
    WayClient alice = client("alice", NotesFixture.READ);

    assertThatThrownBy(() -> alice.call("whoami", Map.of())).isInstanceOf(RuntimeException.class);
    assertThat(notes.refusals()).containsOnly("request.insufficient_scope 403");
    assertThat(notes.runs).hasValue(0);
  }

  @Test
  void knowsWhichScopesImplyOthers() {
    WayClient alice = client("alice", "mcp:tools:read", "mcp:tools:call", "root");

    assertThat(alice.tools()).contains("fail");
    assertThatThrownBy(() -> alice.call("fail", Map.of())).isInstanceOf(RuntimeException.class);
    assertThat(notes.runs).hasValue(1);
  }

  @Test
  void showsInListsWhatACallerMayUse() {
    assertThat(client("alice", NotesFixture.CALL).tools())
        .containsExactlyInAnyOrder("whoami", "tell", "wait", "rare", "shred");
    assertThat(client("bob", NotesFixture.READ).tools()).isEmpty();
  }

  @Test
  void letsNothingOfAnErrorLeaveC39() {
    WayClient alice = client("alice", "mcp:tools:read", "mcp:tools:call", "danger");

    assertThatThrownBy(() -> alice.call("fail", Map.of()))
        .hasMessageContaining("The server failed to handle the request")
        .hasMessageNotContaining(NotesFixture.SECRET);
  }

  @Test
  void limitsWhatACallerHolds() throws Exception {
    WayClient alice = client("alice", NotesFixture.CALL);
    WayClient again = client("alice", NotesFixture.CALL);
    WayClient bob = client("bob", NotesFixture.CALL);
    List<CompletableFuture<String>> calls = new ArrayList<>();
    for (int i = 0; i < NotesFixture.MOST_CALLS; i++) {
      calls.add(CompletableFuture.supplyAsync(() -> alice.call("wait", Map.of()), threads));
    }
    assertThat(notes.waiting.await(20, TimeUnit.SECONDS)).isTrue();

    assertThatThrownBy(() -> again.call("whoami", Map.of())).isInstanceOf(RuntimeException.class);
    assertThat(bob.call("whoami", Map.of())).isEqualTo("bob");
    notes.gate.countDown();
    for (CompletableFuture<String> call : calls) {
      assertThat(call.get()).isEqualTo("waited");
    }
    assertThat(notes.refusals()).containsOnly("message.too_many_calls 429");
  }

  @Test
  void limitsHowOftenAToolIsCalled() {
    WayClient alice = client("alice", NotesFixture.CALL);
    for (int i = 0; i < NotesFixture.CALLS_OF_RARE; i++) {
      assertThat(alice.call("rare", Map.of())).isEqualTo("alice");
    }

    assertThatThrownBy(() -> alice.call("rare", Map.of())).isInstanceOf(RuntimeException.class);
    assertThat(notes.refusals()).containsOnly("message.too_often 429");
  }

  @Test
  void tellsTheProgressOfACallToItsCallerAloneC39() {
    WayClient alice = client("alice", NotesFixture.CALL);
    WayClient bob = client("bob", NotesFixture.CALL);

    assertThat(alice.callWithProgress("tell")).isEqualTo("alice");
    assertThat(bob.callWithProgress("tell")).isEqualTo("bob");
    eventually(alice.told(), 3);
    eventually(bob.told(), 3);
    assertThat(alice.told()).containsExactlyInAnyOrder("alice1", "alice2", "alice3");
    assertThat(bob.told()).containsExactlyInAnyOrder("bob1", "bob2", "bob3");
  }

  @Test
  void tellsListenersOfCallsAndSessions() {
    WayClient alice = client("alice", NotesFixture.CALL);
    assertThat(alice.call("whoami", Map.of())).isEqualTo("alice");
    alice.close();

    Await.until(
        "all of it is told",
        Duration.ofSeconds(10),
        () ->
            notes.events.stream()
                .map(event -> event.getClass().getSimpleName())
                .toList()
                .containsAll(told()));
  }

  /** One that is closed in the end. */
  final WayClient client(String subject, String... scopes) {
    return closing(begin(subject, scopes));
  }

  final WayClient closing(WayClient client) {
    clients.add(client);
    return client;
  }

  private static void eventually(List<String> told, int count) {
    Await.until("all is told", Duration.ofSeconds(10), () -> told.size() == count);
  }
}

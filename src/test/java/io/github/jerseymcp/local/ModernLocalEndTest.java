package io.github.jerseymcp.local;

import static io.github.jerseymcp.local.ModernRequests.VERSION;
import static io.github.jerseymcp.local.ModernRequests.calling;
import static io.github.jerseymcp.local.ModernRequests.listening;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.feed.Change;
import io.github.jerseymcp.testsupport.process.Await;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.modern.JsonRpc.JSONRPCResponse;
import io.modelcontextprotocol.modern.client.McpClient;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.Disposable;

/** How requests of MCP 2026-07-28 in one JVM end, and what they hold until then. */
class ModernLocalEndTest {

  private static final String[] DIARY_TOO = {"mcp:tools:read", "mcp:tools:call", "diary:read"};
  private static final Map<String, Object> TOOLS = Map.of("toolsListChanged", true);
  private static final Map<String, Object> TODAY =
      Map.of("resourceSubscriptions", List.of(NotesFixture.DIARY));
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final NotesFixture notes = new NotesFixture();
  private final LocalMcpServer server =
      LocalMcpServer.of(notes.config, notes.endpoint, McpJsonDefaults.getMapper());
  private final ModernLocalConnection alice = connect(LocalCaller.of("alice", DIARY_TOO));
  private final ModernLocalConnection bob = connect(LocalCaller.of("bob", NotesFixture.CALL));

  @AfterEach
  void close() {
    alice.close();
    bob.close();
    notes.close();
  }

  @Test
  void tellsOfChangesWhoMayReadThemAndNobodyElseC39() {
    Heard ofAlice = new Heard(alice, TODAY);
    Heard ofBob = new Heard(bob, TOOLS);
    JSONRPCResponse refused = (JSONRPCResponse) bob.exchange(listening(TODAY)).blockLast(PATIENCE);

    notes.changes.publish(Change.resource(NotesFixture.DIARY));
    notes.changes.publish(Change.tools().onlyFor(LocalCaller.ISSUER, "alice"));
    notes.changes.publish(Change.tools());

    assertThat(refused.error().code()).isEqualTo(403);
    ofAlice.awaits("notifications/resources/updated");
    ofBob.awaits("notifications/tools/list_changed");
    assertThat(ofAlice.methods()).hasSize(2).doesNotContain("notifications/tools/list_changed");
    assertThat(ofBob.methods())
        .containsExactly(
            "notifications/subscriptions/acknowledged", "notifications/tools/list_changed");
  }

  @Test
  void endsTheWorkForACallThatItsClientGivesUp() {
    Disposable call = alice.exchange(calling("wait")).subscribe();
    await("it runs", () -> notes.runs.get() == 1);

    call.dispose();

    await("it was told", () -> notes.interrupted.contains("alice"));
    awaitNothingHeld();
  }

  @Test
  void endsTheWorkForACallWhoseClientLosesPatience() {
    assertThatThrownBy(
            () ->
                McpClient.sync(alice)
                    .roundTimeout(Duration.ofMillis(300))
                    .build()
                    .tool("wait")
                    .call())
        .isInstanceOf(RuntimeException.class);

    await("it was told, if it ran", () -> notes.interrupted.size() == notes.runs.get());
    awaitNothingHeld();
  }

  @Test
  void endsASubscriptionThatIsGivenUp() {
    Heard heard = new Heard(alice, TODAY);

    heard.dispose();

    awaitNothingHeld();
    await("nobody watches", () -> notes.changes.watchers() == 0);
  }

  @Test
  void failsWhatIsUnderWayWhenAConnectionIsClosedAndThatAlone() {
    Heard listening = new Heard(alice, TODAY);
    Heard call = new Heard(alice.exchange(calling("wait")));
    Heard other = new Heard(bob, TOOLS);
    await("it runs", () -> notes.runs.get() == 1);

    alice.close();

    listening.awaitsTheLoss("The connection is closed");
    call.awaitsTheLoss("The connection is closed");
    await("it was told", () -> notes.interrupted.contains("alice"));
    assertThatThrownBy(() -> alice.exchange(calling("whoami")).blockLast(PATIENCE))
        .hasMessageContaining("The connection is closed");
    notes.changes.publish(Change.tools());
    other.awaits("notifications/tools/list_changed");
  }

  @Test
  void answersWhatIsUnderWayWhenTheEndpointIsClosed() {
    Heard listening = new Heard(alice, TODAY);
    Heard call = new Heard(alice.exchange(calling("wait")));
    await("it runs", () -> notes.runs.get() == 1);

    notes.transport.close();

    listening.awaitsTheEnd();
    call.awaitsTheEnd();
    JSONRPCResponse late = (JSONRPCResponse) alice.exchange(calling("whoami")).blockLast(PATIENCE);
    assertThat(late.error()).isNotNull();
    awaitNothingHeld();
  }

  @Test
  void endsWithItsCallerInTheMiddleOfASubscription() {
    ModernLocalConnection late =
        connect(LocalCaller.of("late", DIARY_TOO).until(notes.time.instant().plusSeconds(60)));
    Heard heard = new Heard(late, TODAY);

    notes.time.advance(Duration.ofMinutes(2));

    heard.awaitsTheEnd();
    assertThat(((JSONRPCResponse) heard.messages.get(1)).result().toString()).contains("complete");
    awaitNothingHeld();
  }

  @Test
  void keepsNobodyWaitingForAClientThatTakesNothing() {
    CountDownLatch stuck = new CountDownLatch(1);
    Heard slow = new Heard(alice.exchange(listening(TODAY)).doOnNext(message -> waitFor(stuck)));
    await("it watches", () -> notes.changes.watchers() == 1);
    Heard quick = new Heard(bob, TOOLS);
    for (int i = 0; i < 100; i++) {
      notes.changes.publish(Change.resource(NotesFixture.DIARY));
      notes.changes.publish(Change.tools());
    }
    quick.awaits("notifications/tools/list_changed");
    assertThat(bob.exchange(calling("whoami")).blockLast(PATIENCE)).isNotNull();
    assertThat(slow.messages).isEmpty();
    stuck.countDown();
    slow.awaits("notifications/resources/updated");
  }

  @Test
  void givesUpAClientThatTakesNothing() {
    Map<String, Object> often = Map.of("times", 500);
    Heard heard = new Heard(alice.exchange(calling(VERSION, "tell", often)), 1);
    await("it waits for the client", ModernLocalEndTest::aWriterWaits);
    assertThat(notes.transport.streamsOpen()).isEqualTo(1);

    notes.time.advance(Duration.ofSeconds(11));

    awaitNothingHeld();
    heard.request(500);
    heard.awaitsTheLoss("The server gave no answer");
    assertThat(heard.messages).hasSizeLessThan(20);
    assertThat(alice.exchange(calling("whoami")).blockLast(PATIENCE).toString()).contains("alice");
  }

  private static boolean aWriterWaits() {
    return Thread.getAllStackTraces().values().stream()
        .flatMap(Arrays::stream)
        .anyMatch(frame -> frame.getMethodName().equals("awaitRoom"));
  }

  @Test
  void holdsNothingOfTheServerWhileAClientThinksAboutItsAnswers() {
    CountDownLatch stuck = new CountDownLatch(1);
    List<String> answers = new CopyOnWriteArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        var unused =
            alice
                .exchange(calling("whoami"))
                .doOnNext(
                    message -> {
                      answers.add(String.valueOf(((JSONRPCResponse) message).error()));
                      waitFor(stuck);
                    })
                .subscribe();
        int begun = i + 1;
        await("it is answered", () -> answers.size() == begun);
        awaitNothingHeld();
      }
      assertThat(answers).containsOnly("null");
      assertThat(alice.exchange(calling("whoami")).blockLast(PATIENCE).toString())
          .contains("alice");
    } finally {
      stuck.countDown();
    }
  }

  private ModernLocalConnection connect(LocalCaller caller) {
    return ModernLocalConnection.to(server, caller);
  }

  private void awaitNothingHeld() {
    await(
        "nothing is held",
        () -> notes.transport.callsInFlight() == 0 && notes.transport.streamsOpen() == 0);
  }

  private static void await(String what, BooleanSupplier seen) {
    Await.until(what, Duration.ofSeconds(10), seen);
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      var unused = latch.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

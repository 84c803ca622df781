package io.github.jerseymcp.mcp.newer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.mcp.newer.AskedClient.WithSession;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions that are open on the stream of a session: who may answer, and what ends them. */
class SessionAskingTest {

  private static final String NAME = "\"name\":\"name\",\"arguments\":{}";
  private static final String ACCEPT = "{\"action\":\"accept\",\"content\":{\"name\":\"Ada\"}}";

  private final AskingServer server = AskingServer.withSessions();
  private final WithSession alice = begin("alice");

  @AfterEach
  void stop() {
    server.tools.release.countDown();
    server.close();
  }

  @Test
  void takesAnAnswerOfTheSameSessionAloneAndOnce() {
    try (EventReader events = ask()) {
      String answer = WithSession.answer(WithSession.message(events), ACCEPT);
      McpWire bob = begin("bob").http();
      assertThat(bob.with("Mcp-Session-Id", alice.http().session()).post(answer).status())
          .isEqualTo(404);
      assertThat(bob.post(answer).status()).isEqualTo(400);
      assertThat(begin("alice").http().post(answer).status()).isEqualTo(400);
      assertThat(server.tools.done).hasValue(0);

      assertThat(alice.http().post(answer).status()).isEqualTo(202);
      assertThat(WithSession.message(events)).contains("ACCEPT");
      assertThat(alice.http().post(answer).status()).isEqualTo(400);
    }
    assertThat(server.tools.prepared).hasValue(1);
    assertThat(server.tools.done).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"timeout", "delete", "cancel", "close"})
  void doesNothingMoreOnceTheCallHasEnded(String how) throws Exception {
    try (EventReader events = ask()) {
      String answer = WithSession.answer(WithSession.message(events), ACCEPT);
      switch (how) {
        case "timeout" -> server.time.advance(Duration.ofMinutes(5));
        case "delete" -> alice.http().send("DELETE");
        case "cancel" ->
            alice
                .http()
                .post(
                    McpWire.notification(
                        "notifications/cancelled",
                        "{\"requestId\":\"r" + AskedClient.IDS.get() + "\"}"));
        default -> server.transport.close();
      }
      assertThat(events.rest()).noneMatch(message -> message.contains("ACCEPT"));
      assertThat(alice.http().post(answer).status()).isNotEqualTo(202);
    }
    assertThat(server.tools.prepared).hasValue(1);
    assertThat(server.tools.done).hasValue(0);
  }

  @Test
  void doesNothingMoreOnceTheTokenIsRevoked() {
    try (EventReader events = ask()) {
      String answer = WithSession.answer(WithSession.message(events), ACCEPT);
      server.revoked.revoke(server.issuer(), "alice", server.time.instant().plusSeconds(60));

      events.rest();
      assertThat(alice.http().post(answer).status()).isEqualTo(401);
    }
    assertThat(server.tools.done).hasValue(0);
  }

  @Test
  void interruptsAToolThatGoesOnAfterItsAnswer() throws Exception {
    try (EventReader events =
        alice.http().stream(
            WithSession.request("tools/call", "\"name\":\"hang\",\"arguments\":{}"))) {
      String id = "r" + AskedClient.IDS.get();
      alice.http().post(WithSession.answer(WithSession.message(events), ACCEPT));
      assertThat(server.tools.told.poll(20, TimeUnit.SECONDS)).isEqualTo("hanging");

      alice
          .http()
          .post(McpWire.notification("notifications/cancelled", "{\"requestId\":\"" + id + "\"}"));
      assertThat(server.tools.told.poll(20, TimeUnit.SECONDS)).isEqualTo("interrupted");
    }
  }

  @Test
  void saysThatAClientGaveNoAnswer() {
    assertThat(alice.call("name", method -> "\"error\":{\"code\":-1,\"message\":\"no\"}"))
        .contains("\"isError\":true", "The client did not answer what the tool had asked");
    assertThat(server.tools.done).hasValue(0);
    assertThat(alice.call("name", method -> "{}")).contains("CANCEL");
  }

  /** Only what this server handed out comes back, and older versions hand nothing out. */
  @Test
  void takesNoStateFromAClientOfAnOlderVersionS32() {
    try (EventReader events =
        alice.http().stream(
            WithSession.request(
                "tools/call",
                NAME
                    + ",\"requestState\":\"prepared 9\",\"inputResponses\":{\"name\":"
                    + ACCEPT
                    + "}"))) {
      assertThat(WithSession.message(events)).contains("elicitation/create");
    }
    assertThat(server.tools.prepared).hasValue(1);
    assertThat(server.tools.done).hasValue(0);
  }

  @Test
  void asksNobodyWhoTakesNoStreamToBeAskedOn() {
    McpWire plain = alice.http().with("Accept", "application/json");

    assertThat(plain.post(WithSession.request("tools/call", NAME)).body())
        .contains("this client cannot be asked: it lacks elicitation");
    assertThat(server.tools.prepared).hasValue(0);
  }

  @Test
  void servesTheRestAsOlderVersionsKnowIt() {
    McpWire client = server.client("alice");
    assertThat(client.post(McpWire.initialization("2025-06-18")).body())
        .contains(
            "\"protocolVersion\":\"2025-06-18\"",
            "\"serverInfo\":{\"name\":\"asking\",\"version\":\"1\"}",
            "\"instructions\":\"Ask.\"",
            "\"tools\":{}",
            "\"prompts\":{}")
        .doesNotContain("resultType", "_meta");
    assertThat(alice.http().ask("tools/list", "{}").body())
        .contains("\"plain\"", "x-mcp-header")
        .doesNotContain("resultType", "ttlMs", "cacheScope", "serverInfo");
    assertThat(alice.http().callTool("plain", "{\"text\":\"hi\"}").body()).contains("text=hi");
    assertThat(alice.http().callTool("plain", "{\"text\":{\"secret\":1}}").body())
        .contains("\"isError\":true", "do not fit the input schema")
        .doesNotContain("secret");
    assertThat(alice.http().ask("ping", "{}").body()).contains("\"result\":{}");
    assertThat(alice.http().ask("logging/setLevel", "{\"level\":\"error\"}").body())
        .contains("\"result\":{}");
    assertThat(alice.http().ask("server/discover", "{}").body()).contains("-32601");
    assertThat(alice.http().ask("resources/read", "{\"uri\":\"a://b\"}").body())
        .contains("-32002", "a://b");
    assertThat(alice.http().ask("resources/subscribe", "{\"uri\":\"a://b\"}").body())
        .as("the server tells of nothing")
        .contains("-32601");
  }

  private EventReader ask() {
    return alice.http().stream(WithSession.request("tools/call", NAME));
  }

  private WithSession begin(String user) {
    return WithSession.begin(server.client(user), AskedClient.ALL);
  }
}

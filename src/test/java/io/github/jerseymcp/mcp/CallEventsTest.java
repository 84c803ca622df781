package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.event.CallBegan;
import io.github.jerseymcp.event.CallEnded;
import io.github.jerseymcp.event.CallEnded.Outcome;
import io.github.jerseymcp.event.ObservedCall;
import io.github.jerseymcp.event.Operation;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each call that begins ends once, and its end says how. */
class CallEventsTest {

  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private final HeardEvents heard = new HeardEvents();
  private final McpFixture server =
      McpFixture.heardBy(heard, settings -> settings.callTimeout(Duration.ofSeconds(50)));

  @AfterEach
  void stop() {
    server.close();
    heard.assertComplete();
  }

  @Test
  void saysWhatWasCalledByWhomAndInWhichSession() {
    McpWire client = server.initialized("alice").with("X-Request-Id", "request-17");

    client.post(
        McpWire.request(
            7,
            "tools/call",
            "{\"name\":\"echo\",\"arguments\":{\"text\":\"hush-hush\"},\"_meta\":{\"traceparent\":\""
                + TRACE
                + "\"}}"));

    CallEnded ended = heard.endOf("echo");
    ObservedCall call = ended.call();
    assertThat(ended.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(ended.errorCode()).isEmpty();
    assertThat(call.resource()).isEqualTo("/mcp");
    assertThat(call.operation()).isEqualTo(new Operation("tools/call", Optional.of("echo")));
    assertThat(call.caller().subject()).isEqualTo("alice");
    assertThat(call.session()).isPresent();
    assertThat(call.protocolVersion()).contains("2025-11-25");
    assertThat(call.correlationId()).isEqualTo("request-17");
    assertThat(call.traceParent()).contains(TRACE);
    assertThat(heard.all.toString())
        .doesNotContain("hush-hush", client.session(), client.headers().get("Authorization"));
  }

  @Test
  void keepsWhatOnlyTheClientKnowsOutOfTheName() {
    McpWire client = server.initialized("alice");

    client.callTool("no-such-tool-1234", "{}");
    client.ask("no/such/method", "{}");
    client.post(
        McpWire.request(99, "tools/list", "{\"_meta\":{\"traceparent\":\"00-no-trace-1234\"}}"));

    assertThat(heard.all.toString()).doesNotContain("1234", "no/such");
    assertThat(heard.of(CallEnded.class))
        .extracting(ended -> ended.call().operation())
        .containsExactly(Operation.of("tools/call"), Operation.OTHER, Operation.of("tools/list"));
    assertThat(heard.of(CallEnded.class))
        .extracting(CallEnded::outcome)
        .containsExactly(Outcome.PROTOCOL_ERROR, Outcome.PROTOCOL_ERROR, Outcome.ANSWERED);
    assertThat(heard.refused())
        .containsExactly("message.invalid_params", "message.method_not_found");
  }

  @Test
  void tellsAToolErrorFromAnAnswer() {
    McpWire client = server.initialized("alice");
    client.callTool("echo", "{\"text\":17}");

    CallEnded ended = heard.endOf("echo");

    assertThat(ended.outcome()).isEqualTo(Outcome.TOOL_ERROR);
    assertThat(heard.refused()).isEmpty();
  }

  @Test
  void tellsOfAHandlerThatFails() {
    McpWire client =
        server
            .client(server.token("alice").scope("mcp:tools:read", "mcp:tools:call", "danger:fail"))
            .initialize();
    client.callTool("fail", "{\"text\":\"x\"}");

    CallEnded ended = heard.endOf("fail");

    assertThat(ended.outcome()).isIn(Outcome.PROTOCOL_ERROR, Outcome.TOOL_ERROR);
    assertThat(heard.all.toString()).doesNotContain("secret-password");
  }

  @Test
  void tellsWhoCancels() {
    McpWire client = server.initialized("alice");
    try (EventReader events = client.stream(McpWire.call(5, "report", "mine"))) {
      events.next();
      client.post(McpWire.notification("notifications/cancelled", "{\"requestId\":5}"));
      assertThat(heard.endOf("report").outcome()).isEqualTo(Outcome.CANCELLED);
    }
  }

  @Test
  void tellsWhatTakesTooLong() {
    McpWire client = server.initialized("alice");
    try (EventReader events = client.stream(McpWire.call(5, "report", "mine"))) {
      events.next();
      server.time.advance(Duration.ofSeconds(51));
      CallEnded ended = heard.endOf("report");
      assertThat(ended.outcome()).isEqualTo(Outcome.TIMED_OUT);
      assertThat(ended.errorCode()).hasValue(-32603);
    }
    assertThat(heard.refused()).containsExactly("message.timed_out");
  }

  @Test
  void tellsWhoseTokenWasRevoked() throws Exception {
    McpWire client = server.client(server.token("alice").claim("jti", "one")).initialize();
    try (EventReader events = client.stream(McpWire.call(5, "report", "mine"))) {
      events.next();
      server.revoked.revoke(server.issuer.issuer(), "one");
      assertCutOff(Outcome.TOKEN_ENDED);
    }
  }

  @Test
  void tellsWhatEndsWithItsSession() {
    McpWire client = server.initialized("alice");
    try (EventReader events = client.stream(McpWire.call(5, "report", "mine"))) {
      events.next();
      client.send("DELETE");
      assertCutOff(Outcome.SESSION_ENDED);
    }
  }

  @Test
  void tellsWhatEndsWithTheServer() {
    McpWire client = server.initialized("alice");
    try (EventReader events = client.stream(McpWire.call(5, "report", "mine"))) {
      events.next();
      server.transport.close();
      assertCutOff(Outcome.CLOSING);
    }
  }

  /** A stream that is cut off has no answer, so nobody was refused anything. */
  private void assertCutOff(Outcome outcome) {
    CallEnded ended = heard.endOf("report");
    assertThat(ended.outcome()).isEqualTo(outcome);
    assertThat(ended.errorCode()).isEmpty();
    assertThat(heard.refused()).isEmpty();
  }

  @Test
  void tellsWhatWasRefusedBeforeItsWorkBegan() {
    McpWire client = server.initialized("alice");
    client.post(McpWire.call(5, "echo", "first"));
    client.post(McpWire.call(5, "wait", "second"));

    CallEnded ended = heard.endOf("wait");

    assertThat(ended.outcome()).isEqualTo(Outcome.REFUSED);
    assertThat(heard.refused()).containsExactly("message.reused_id");
  }

  @Test
  void beginsNoCallThatIsNotAllowed() {
    McpWire client = server.initialized("alice");

    assertThat(client.callTool("fail", "{}").status()).isEqualTo(403);

    assertThat(heard.of(CallBegan.class)).isEmpty();
    assertThat(heard.refused()).containsExactly("request.insufficient_scope");
    assertThat(heard.all.get(heard.all.size() - 1).toString())
        .contains("operation=tools/call fail");
  }
}

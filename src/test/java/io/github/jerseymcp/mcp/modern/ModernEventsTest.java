package io.github.jerseymcp.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.event.CallEnded;
import io.github.jerseymcp.event.CallEnded.Outcome;
import io.github.jerseymcp.event.ObservedCall;
import io.github.jerseymcp.event.Operation;
import io.github.jerseymcp.event.RequestRefused;
import io.github.jerseymcp.mcp.HeardEvents;
import io.github.jerseymcp.mcp.McpFixture;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is told of requests of MCP 2026-07-28: the same as of those of older versions. */
class ModernEventsTest {

  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final CallerLimits ONE_CALL = CallerLimits.defaults().with(Holding.CALLS, 1, 10);

  private final HeardEvents heard = new HeardEvents();
  private final ModernServer server =
      ModernServer.beside(
          McpFixture.heardBy(
              heard,
              settings -> settings.callTimeout(Duration.ofSeconds(50)),
              config -> config.callers(callers -> ONE_CALL)));

  @AfterEach
  void stop() {
    server.close();
    heard.assertComplete();
  }

  @Test
  void saysWhatWasCalledByWhomInWhichVersionT43() {
    String call =
        ModernWire.callOf("echo", "{'text':'hush-hush'}")
            .replace("\"_meta\":{", "\"_meta\":{\"traceparent\":\"" + TRACE + "\",");
    server
        .client("alice")
        .mirroring("tools/call", "echo")
        .with("Mcp-Param-Text", "hush-hush")
        .post(call);

    CallEnded ended = heard.endOf("echo");
    ObservedCall observed = ended.call();
    assertThat(ended.outcome()).isEqualTo(Outcome.ANSWERED);
    assertThat(observed.operation()).isEqualTo(new Operation("tools/call", Optional.of("echo")));
    assertThat(observed.caller().subject()).isEqualTo("alice");
    assertThat(observed.session()).isEmpty();
    assertThat(observed.protocolVersion()).contains("2026-07-28");
    assertThat(observed.traceParent()).contains(TRACE);
    assertThat(heard.all.toString()).doesNotContain("hush-hush");
  }

  @Test
  void namesTheMethodsOfTheVersionAndNothingThatOnlyTheClientKnows() {
    ModernWire client = server.client("alice");
    client.ask("server/discover", "");
    awaitPlace();
    client.call("no-such-tool-1234", "{}");
    awaitPlace();
    client.ask("no/such/method", "");

    assertThat(heard.of(CallEnded.class))
        .extracting(ended -> ended.call().operation())
        .containsExactly(
            Operation.of("server/discover"), Operation.of("tools/call"), Operation.OTHER);
    assertThat(heard.refused()).containsExactly("message.unfit_params", "message.unknown_method");
    assertThat(heard.all.toString()).doesNotContain("1234", "no/such");
  }

  /** A call has its place until the container has its answer, and there is one place here. */
  private void awaitPlace() {
    HeardEvents.await(() -> server.fixture().transport.callsInFlight() == 0);
  }

  @Test
  void tellsAToolErrorFromAnAnswer() {
    server.client("alice").call("quote", "{}");

    assertThat(heard.endOf("quote").outcome()).isEqualTo(Outcome.TOOL_ERROR);
  }

  @Test
  void tellsOfAHandlerThatFails() {
    server.client("alice").call("throw", "{}");

    HeardEvents.await(() -> heard.refused().contains("message.internal"));
    assertThat(heard.of(CallEnded.class))
        .extracting(CallEnded::outcome)
        .containsExactly(Outcome.PROTOCOL_ERROR);
    assertThat(heard.all.toString()).doesNotContain(ModernProbe.SECRET);
  }

  /** 429 is a reason for the official client to begin a session; what is told of it stays true. */
  @Test
  void saysWhichLimitItWasWhateverStatusADiscoveringClientReads() {
    ModernWire client = server.client("alice");
    try (EventReader events = client.listen("{\"toolsListChanged\":true}")) {
      events.next();
      Reply listed = client.ask("tools/list", "");
      Reply discovered = client.ask("server/discover", "");

      assertThat(listed.status()).isEqualTo(429);
      assertThat(discovered.status()).isEqualTo(503);
      assertThat(discovered.header("Retry-After")).isEqualTo(listed.header("Retry-After"));
      assertThat(discovered.body()).contains("\"code\":429", "too many calls in flight");
      assertThat(heard.of(RequestRefused.class))
          .extracting(refused -> refused.cause().code() + " " + refused.status())
          .containsExactly("message.too_many_calls 429", "message.too_many_calls 503");
    }
  }

  @Test
  void tellsWhatTakesTooLong() {
    try (EventReader events =
        server.client("alice").mirroring("tools/call", "tell").stream(
            ModernWire.request("tools/call", "'name':'tell'")
                .replace("\"_meta\":{", "\"_meta\":{\"progressToken\":\"p\","))) {
      events.next();
      server.fixture().time.advance(Duration.ofSeconds(51));

      assertThat(heard.endOf("tell").outcome()).isEqualTo(Outcome.TIMED_OUT);
    }
    HeardEvents.await(() -> heard.refused().equals(List.of("message.timed_out")));
  }

  @Test
  void tellsOfASubscriptionThatItEndedWithItsToken() throws Exception {
    ModernWire client = server.client("alice", "mcp:tools:read");
    try (EventReader events = client.listen("{\"toolsListChanged\":true}")) {
      events.next();
      server.fixture().revoked.revoke(server.fixture().issuer.issuer(), "alice");

      HeardEvents.await(() -> heard.of(CallEnded.class).size() == 1);
      assertThat(heard.of(CallEnded.class).get(0).outcome()).isEqualTo(Outcome.TOKEN_ENDED);
      assertThat(heard.of(CallEnded.class).get(0).call().operation())
          .isEqualTo(Operation.of("subscriptions/listen"));
    }
  }

  @Test
  void tellsWhoseTokenWasRevokedBeforeTheWorkWasDone() throws Exception {
    ModernWire client = server.client("alice", "mcp:tools:read", "mcp:tools:call");
    try (EventReader events =
        client.mirroring("tools/call", "tell").stream(
            ModernWire.request("tools/call", "'name':'tell'")
                .replace("\"_meta\":{", "\"_meta\":{\"progressToken\":\"p\","))) {
      events.next();
      server.fixture().revoked.revoke(server.fixture().issuer.issuer(), "alice");

      assertThat(heard.endOf("tell").outcome()).isEqualTo(Outcome.TOKEN_ENDED);
    }
  }
}

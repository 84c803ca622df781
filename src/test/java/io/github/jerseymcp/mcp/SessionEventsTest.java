package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.event.CallEnded;
import io.github.jerseymcp.event.ObservedStream.Kind;
import io.github.jerseymcp.event.SessionBegan;
import io.github.jerseymcp.event.SessionEnded;
import io.github.jerseymcp.event.StreamBegan;
import io.github.jerseymcp.event.StreamEnded;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each session and each stream that begins ends once, and its end says why. */
class SessionEventsTest {

  private final HeardEvents heard = new HeardEvents();
  private final McpFixture server =
      McpFixture.heardBy(
          heard,
          settings ->
              settings
                  .sessions(
                      limits ->
                          limits.withIdle(Duration.ofMinutes(10)).withLifetime(Duration.ofHours(1)))
                  .streams(limits -> limits.withBufferBytes(100_000)),
          config ->
              config.callers(callers -> CallerLimits.defaults().with(Holding.SESSIONS, 2, 100)));

  @AfterEach
  void stop() {
    server.close();
    heard.assertComplete();
  }

  @Test
  void tellsWhatWasDeleted() {
    McpWire client = server.initialized("alice");
    client.send("DELETE");

    assertThat(ends()).containsExactly(SessionEnded.Why.DELETED);
    SessionBegan began = heard.of(SessionBegan.class).get(0);
    assertThat(began.session().resource()).isEqualTo("/mcp");
    assertThat(began.session().caller().subject()).isEqualTo("alice");
    assertThat(began.session().protocolVersion()).isEqualTo("2025-11-25");
    assertThat(heard.all.toString()).doesNotContain(client.session());
  }

  @Test
  void tellsWhatNobodyUsed() {
    server.initialized("alice");
    server.time.advance(Duration.ofMinutes(11));

    assertThat(ends()).containsExactly(SessionEnded.Why.IDLE);
  }

  @Test
  void tellsWhatWasUsedForTooLong() {
    McpWire client = server.client(server.token("alice").expiresIn(Duration.ofDays(1)));
    McpWire session = client.initialize();
    for (int i = 0; i < 7; i++) {
      server.time.advance(Duration.ofMinutes(9));
      session.ask("ping", "{}");
    }

    assertThat(ends()).containsExactly(SessionEnded.Why.TOO_OLD);
  }

  @Test
  void tellsWhatWasCrowdedOut() {
    server.initialized("alice");
    server.initialized("alice");
    server.time.advance(Duration.ofMinutes(2));
    server.initialized("alice");

    assertThat(ends()).containsExactly(SessionEnded.Why.CROWDED_OUT);
  }

  @Test
  void tellsWhatEndsWithTheServer() {
    server.initialized("alice");
    server.transport.close();

    assertThat(ends()).containsExactly(SessionEnded.Why.CLOSING);
  }

  @Test
  void tellsWhatWasNeverDelivered() {
    server
        .client("alice")
        .with(McpFixture.BREAK_THE_ANSWER, "yes")
        .post(McpWire.initialization("2025-11-25"));

    assertThat(ends()).containsExactly(SessionEnded.Why.NOT_DELIVERED);
  }

  @Test
  void tellsOfAStreamThatSaysAll() {
    McpWire client = server.initialized("alice");
    try (EventReader events = client.stream(McpWire.call(5, "report", "mine"))) {
      server.probe.release("mine");
      assertThat(events.rest()).isNotEmpty();
    }

    assertThat(streamEnds()).containsExactly(StreamEnded.Why.COMPLETE);
    StreamBegan began = heard.of(StreamBegan.class).get(0);
    assertThat(began.stream().kind()).isEqualTo(Kind.CALL);
    assertThat(began.stream().session()).isPresent();
  }

  @Test
  void tellsOfAStreamThatIsReplacedAndOneThatEndsWithItsSession() {
    McpWire client = server.initialized("alice");
    try (EventReader first = client.listen()) {
      first.next();
      try (EventReader second = client.listen()) {
        second.next();
        assertThat(first.rest()).isEmpty();
        client.send("DELETE");
        second.rest();
        HeardEvents.await(() -> heard.of(StreamEnded.class).size() == 2);
      }
    }

    assertThat(streamEnds())
        .containsExactly(StreamEnded.Why.REPLACED, StreamEnded.Why.SESSION_ENDED);
    assertThat(heard.of(StreamBegan.class).get(0).stream().kind()).isEqualTo(Kind.LISTENING);
  }

  @Test
  void tellsOfAStreamThatSendsItsClientAwayAndOfTheRest() {
    McpWire client = server.initialized("alice");
    try (EventReader events = client.stream(McpWire.call(5, "poll", "mine"))) {
      String seen = events.next().id();
      events.rest();
      assertThat(streamEnds()).containsExactly(StreamEnded.Why.RELEASED);
      try (EventReader resumed = client.resume(seen)) {
        server.probe.release("mine");
        assertThat(resumed.rest()).last().asString().contains("polled mine");
      }
    }

    HeardEvents.await(() -> heard.of(StreamEnded.class).size() == 2);
    assertThat(heard.of(StreamEnded.class).get(1).why()).isEqualTo(StreamEnded.Why.COMPLETE);
    assertThat(heard.of(StreamEnded.class).get(1).stream().kind()).isEqualTo(Kind.RESUMED);
  }

  @Test
  void tellsOfAStreamWhoseTokenEnds() {
    McpWire client = server.client(server.token("alice").claim("jti", "one")).initialize();
    try (EventReader listening = client.listen()) {
      listening.next();
      server.revoked.revoke(server.issuer.issuer(), "one");
      assertThat(streamEnds()).containsExactly(StreamEnded.Why.TOKEN_ENDED);
    }
  }

  @Test
  void tellsOfAReaderThatSleeps() throws Exception {
    McpWire client = server.initialized("alice");
    try (SleepingReader reader =
        SleepingReader.post(URI.create(server.resource()), client, McpWire.call(1, "flood", ""))) {
      // None is in flight before it begins, either.
      CallEnded unused = heard.endOf("flood");
      HeardEvents.await(
          () -> {
            server.time.advance(Duration.ofSeconds(1));
            return !heard.of(StreamEnded.class).isEmpty();
          });
      assertThat(streamEnds()).containsExactly(StreamEnded.Why.READER_TOO_SLOW);
      assertThat(reader.isOpen()).isTrue();
    }
  }

  @Test
  void tellsOfAReaderThatIsGone() {
    McpWire client = server.initialized("alice");
    EventReader listening = client.listen();
    listening.next();
    listening.close();
    HeardEvents.await(
        () -> {
          server.transport.notifyClients("notifications/tools/list_changed", null).block();
          return !heard.of(StreamEnded.class).isEmpty();
        });

    assertThat(streamEnds()).containsExactly(StreamEnded.Why.READER_GONE);
  }

  @Test
  void tellsOfAStreamThatEndsWithTheServer() {
    McpWire client = server.initialized("alice");
    try (EventReader listening = client.listen()) {
      listening.next();
      server.transport.close();
      assertThat(streamEnds())
          .as("its session ended, since the server did")
          .containsExactly(StreamEnded.Why.SESSION_ENDED);
    }
  }

  private List<SessionEnded.Why> ends() {
    HeardEvents.await(() -> !heard.of(SessionEnded.class).isEmpty());
    return heard.of(SessionEnded.class).stream().map(SessionEnded::why).toList();
  }

  private List<StreamEnded.Why> streamEnds() {
    HeardEvents.await(() -> !heard.of(StreamEnded.class).isEmpty());
    return heard.of(StreamEnded.class).stream().map(StreamEnded::why).toList();
  }
}

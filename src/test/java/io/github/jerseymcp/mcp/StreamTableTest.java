package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.EventReader.Received;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Event streams over HTTP, in each container: L-05 to L-07, T-10 to T-12. */
class StreamTableTest {

  private static final Duration WINDOW = Duration.ofSeconds(60);
  private McpFixture server;

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void answersWithJsonWhatComesAtOnceT10(Container container) {
    McpWire client = start(container);
    Reply reply = client.post(McpWire.call(7, "echo", "hi"));

    assertThat(reply.type()).isEqualTo("application/json");
    assertThat(reply.body()).contains("\"id\":7").contains("alice hi");
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void opensAStreamWithAnEventToComeBackWithL06(Container container) {
    McpWire client = start(container);
    try (EventReader events = client.stream(McpWire.call("x", "report", "one"))) {
      Received priming = events.next();
      assertThat(events.header("Content-Type")).startsWith("text/event-stream");
      assertThat(events.header("X-Accel-Buffering")).isEqualTo("no");
      assertThat(priming.id()).isNotEmpty();
      assertThat(priming.data()).isEmpty();
      assertThat(priming.retry()).isNotEmpty();
      assertThat(events.next().data()).contains("notifications/progress").contains("one");

      server.probe.release("one");
      assertThat(events.next().data()).contains("notifications/progress");
      Received last = events.next();
      assertThat(last.data()).contains("\"id\":\"x\"").contains("reported one");
      assertThat(last.id()).isNotEqualTo(priming.id());
      assertThat(events.hasEnded()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void missesNothingAndRepeatsNothingAfterADisconnectL06(Container container) {
    McpWire client = start(container);
    Received seen;
    try (EventReader events = client.stream(McpWire.call(1, "report", "two"))) {
      events.next();
      seen = events.next();
    }
    server.probe.release("two");
    try (EventReader events = client.resume(seen.id())) {
      assertThat(events.rest())
          .satisfiesExactly(
              progress -> assertThat(progress).contains("\"progress\":2"),
              answer -> assertThat(answer).contains("reported two"));
    }
    try (EventReader again = client.resume(seen.id())) {
      assertThat(again.rest()).as("the same again for who asks again").hasSize(2);
    }
    assertThat(server.probe.cancelled).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void cancelsACallThatNobodyComesBackForT12(Container container) throws InterruptedException {
    McpWire client = start(container);
    EventReader events = client.stream(McpWire.call(1, "report", "gone"));
    events.next();
    Received seen = events.next();
    events.close();
    letTheServerNotice();
    assertThat(server.probe.cancelled).as("the call goes on for a while").isEmpty();

    server.time.advance(WINDOW);
    assertThat(server.probe.cancelled.poll(10, TimeUnit.SECONDS)).isEqualTo("gone");
    assertThat(client.resume(seen.id()).status()).isEqualTo(400);
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void letsAClientPollL06(Container container) {
    McpWire client = start(container);
    Received seen;
    try (EventReader events = client.stream(McpWire.call(1, "poll", "three"))) {
      events.next();
      seen = events.next();
      assertThat(events.hasEnded()).isTrue();
    }
    try (EventReader events = client.resume(seen.id())) {
      server.probe.release("three");
      assertThat(events.next().data()).contains("polled three");
      assertThat(events.hasEnded()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void keepsStreamsAliveWithComments(Container container) {
    McpWire client = start(container);
    try (EventReader events = client.listen()) {
      events.next();
      server.time.advance(Duration.ofSeconds(16));
      assertThat(events.any().comment()).isEqualTo(": keep-alive");
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void opensAStreamForWhatTakesLong(Container container) {
    McpWire client = start(container);
    Thread clock = new Thread(this::advanceWhenTheToolRuns);
    clock.start();
    try (EventReader events = client.stream(McpWire.call(1, "wait", "four"))) {
      assertThat(events.next().data()).as("priming").isEmpty();
      server.probe.release("four");
      assertThat(events.next().data()).contains("released four");
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void cancelsWhatTheClientCancels(Container container) throws InterruptedException {
    McpWire client = start(container);
    try (EventReader events = client.stream(McpWire.call("mine", "report", "five"))) {
      events.next();
      events.next();
      McpWire other = server.client("alice").initialize();
      cancel(other, "mine");
      assertThat(server.probe.cancelled).as("another session has another 'mine'").isEmpty();

      cancel(client, "mine");
      assertThat(server.probe.cancelled.poll(10, TimeUnit.SECONDS)).isEqualTo("five");
      assertThat(events.rest()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void sendsEachSessionItsOwnAnswersL07(Container container) {
    McpWire alice = start(container);
    McpWire bob = server.client("bob").initialize();
    try (EventReader forAlice = alice.stream(McpWire.call(1, "report", "a"));
        EventReader forBob = bob.stream(McpWire.call(1, "report", "b"))) {
      server.probe.release("b");
      server.probe.release("a");
      assertThat(forAlice.rest()).noneMatch(data -> data.contains("\"b\""));
      assertThat(forBob.rest()).last().asString().contains("reported b");
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void asksTheClientOnTheStreamOfTheCallL05(Container container) {
    McpWire client = start(container);
    try (EventReader listening = client.listen();
        EventReader events = client.stream(McpWire.call(1, "ask", ""))) {
      listening.next();
      events.next();
      String question = events.next().data();
      assertThat(question).contains("sampling/createMessage");
      String id = question.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
      String answer =
          "{\"jsonrpc\":\"2.0\",\"id\":\""
              + id
              + "\",\"result\":{\"role\":\"assistant\",\"model\":\"m\","
              + "\"content\":{\"type\":\"text\",\"text\":\"because\"}}}";
      assertThat(server.client("alice").initialize().post(answer).status())
          .as("another session cannot answer")
          .isEqualTo(400);
      assertThat(client.post(answer).status()).isEqualTo(202);
      assertThat(events.next().data()).contains("answered because");
      assertThat(listening.isSilent()).as("nothing is sent twice").isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void notifiesThoseWhoListen(Container container) {
    McpWire client = start(container);
    try (EventReader events = client.listen()) {
      events.next();
      server.transport.notifyClients("notifications/tools/list_changed", null).block();
      assertThat(events.next().data()).contains("notifications/tools/list_changed");
    }
  }

  private static void cancel(McpWire client, String requestId) {
    client.post(
        McpWire.notification("notifications/cancelled", "{\"requestId\":\"" + requestId + "\"}"));
  }

  /** A write to a connection that is gone fails, sooner or later: keep-alives are such writes. */
  private void letTheServerNotice() throws InterruptedException {
    assertThat(
            SessionTableTest.eventually(
                () -> {
                  server.time.advance(Duration.ofSeconds(8));
                  return server.transport.streamsOpen() == 0;
                }))
        .isTrue();
  }

  private void advanceWhenTheToolRuns() {
    try {
      SessionTableTest.eventually(() -> server.probe.runs.get() > 0);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    server.time.advance(Duration.ofSeconds(2));
  }

  private McpWire start(Container container) {
    server = McpFixture.start(container, settings -> settings);
    return server.client(server.token("alice").expiresIn(Duration.ofHours(2))).initialize();
  }
}

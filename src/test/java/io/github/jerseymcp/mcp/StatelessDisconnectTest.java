package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stateless endpoint: nobody can come back to its streams. */
class StatelessDisconnectTest {

  private static final Duration KEEP_ALIVE = Duration.ofSeconds(2);
  private StatelessFixture server;

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void cancelsTheCallOfAClientThatGoesAwayT12(Container container) throws InterruptedException {
    McpWire client = start(container);
    EventReader events = client.stream(McpWire.call(1, "wait", "gone"));
    assertThat(events.status()).isEqualTo(200);
    events.close();
    long left = System.nanoTime();

    assertThat(server.probe.cancelled.poll(20, TimeUnit.SECONDS)).isEqualTo("gone");
    assertThat(Duration.ofNanos(System.nanoTime() - left))
        .as("two keep-alive intervals, and time for a busy machine")
        .isLessThan(KEEP_ALIVE.multipliedBy(2).plusSeconds(6));
    assertThat(
            SessionTableTest.eventually(
                () -> server.transport.callsInFlight() == 0 && server.transport.streamsOpen() == 0))
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void interruptsABlockingToolT12(Container container) throws InterruptedException {
    McpWire client = start(container);
    EventReader events = client.stream(McpWire.call(1, "block", "stuck"));
    assertThat(events.status()).isEqualTo(200);
    events.close();

    assertThat(server.probe.cancelled.poll(20, TimeUnit.SECONDS)).isEqualTo("stuck");
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void answersOnAStreamWithoutIdsWhatTakesLong(Container container) {
    McpWire client = start(container);
    try (EventReader events = client.stream(McpWire.call(1, "wait", "one"))) {
      server.probe.release("one");
      EventReader.Received only = events.next();
      assertThat(only.id()).isEmpty();
      assertThat(only.data()).contains("released one");
      assertThat(events.hasEnded()).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void offersNeitherStreamsNorSessions(Container container) {
    McpWire client = start(container);
    Reply get = client.send("GET");
    Reply delete = client.send("DELETE");
    Reply initialized = client.post(McpWire.initialization("2025-11-25"));

    assertThat(get.status()).isEqualTo(405);
    assertThat(get.header("Allow")).isEqualTo("POST");
    assertThat(delete.status()).isEqualTo(405);
    assertThat(initialized.status()).isEqualTo(200);
    assertThat(initialized.header("Mcp-Session-Id")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void answersJsonToClientsThatTakeNothingElse(Container container) {
    McpWire client = start(container).with("Accept", "application/json");
    new Thread(() -> releaseLater("two")).start();
    Reply reply = client.post(McpWire.call(1, "wait", "two"));

    assertThat(reply.type()).isEqualTo("application/json");
    assertThat(reply.body()).contains("released two");
  }

  private void releaseLater(String name) {
    try {
      SessionTableTest.eventually(() -> server.probe.runs.get() > 0);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    server.probe.release(name);
  }

  private McpWire start(Container container) {
    server =
        StatelessFixture.start(
            container,
            StreamLimits.defaults().withOpenAfter(Duration.ofMillis(50)).withKeepAlive(KEEP_ALIVE));
    return server.client("alice");
  }

  @Test
  void cancelsTheCallsOfARevokedToken() throws InterruptedException {
    server =
        StatelessFixture.start(
            Container.GRIZZLY, StreamLimits.defaults().withOpenAfter(Duration.ZERO));
    try (EventReader mine = server.client("alice").stream(McpWire.call(1, "wait", "mine"));
        EventReader other = server.client("bob").stream(McpWire.call(1, "wait", "other"))) {
      assertThat(SessionTableTest.eventually(() -> server.probe.runs.get() == 2)).isTrue();
      server.revoked.revoke(server.issuer.issuer(), "alice");

      assertThat(server.probe.cancelled.poll(10, TimeUnit.SECONDS)).isEqualTo("mine");
      assertThat(mine.rest()).isEmpty();
      server.probe.release("other");
      assertThat(other.rest()).last().asString().contains("released other");
    }
  }
}

package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who does not read what was asked for pays alone, and not for long. */
class SlowReaderTest {

  private static final Duration PATIENCE = StreamLimits.defaults().readerPatience();

  private final List<SleepingReader> sleeping = new ArrayList<>();
  private McpFixture server;

  @AfterEach
  void stop() throws IOException {
    for (SleepingReader reader : sleeping) {
      reader.close();
    }
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void streamsThatNobodyReadsKeepNobodyElseWaitingL02(Container container) throws Exception {
    server = McpFixture.start(container, settings -> settings);
    for (String name : List.of("alice", "mallory", "oscar")) {
      McpWire client = server.client(name).initialize();
      for (int i = 0; i < 30; i++) {
        sleep(client, McpWire.call(i, "flood", ""));
      }
    }
    McpWire victim = server.client("victim").initialize();
    for (int i = 1; i <= 20; i++) {
      long began = System.nanoTime();
      try (EventReader events = victim.stream(McpWire.call(i, "report", "v" + i))) {
        server.probe.release("v" + i);
        assertThat(events.rest()).last().asString().contains("reported v" + i);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(8));
    }
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void aCallKeepsItsPlaceUntilItsAnswerIsTakenL05(Container container) throws Exception {
    server = McpFixture.start(container, Holding.CALLS, 2, 100);
    McpWire alice = server.initialized("alice");
    sleep(alice, McpWire.call(1, "large", ""));
    sleep(alice, McpWire.call(2, "large", ""));

    assertThat(SessionTableTest.eventually(() -> server.probe.runs.get() == 2)).isTrue();
    assertThat(alice.post(McpWire.call(3, "echo", "hi")).status()).isEqualTo(429);
    assertThat(server.client("bob").initialize().post(McpWire.call(1, "echo", "hi")).status())
        .isEqualTo(200);
    assertThat(SessionTableTest.eventually(() -> server.transport.callsInFlight() == 2))
        .as("those of alice alone")
        .isTrue();
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void aReaderThatTakesNothingIsGivenUpL04(Container container) throws Exception {
    server = McpFixture.start(container, Holding.CALLS, 2, 100);
    McpWire alice = server.initialized("alice");
    sleep(alice, McpWire.call(1, "large", ""));
    sleep(alice, McpWire.call(2, "flood", ""));
    assertThat(SessionTableTest.eventually(() -> server.probe.runs.get() == 2)).isTrue();

    // Tomcat ends a write by a time of its own alone, of which the fixture makes 8 s.
    boolean free = false;
    for (int tries = 0; tries < 3 && !free; tries++) {
      server.time.advance(PATIENCE);
      free =
          SessionTableTest.eventually(
              () -> server.transport.callsInFlight() == 0 && server.transport.streamsOpen() == 0);
    }
    assertThat(free).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void aClosedTransportGivesUpItsReadersL04(Container container) throws Exception {
    server = McpFixture.start(container, settings -> settings);
    McpWire alice = server.initialized("alice");
    for (int call = 1; call <= 4; call++) {
      sleep(alice, McpWire.call(call, call % 2 == 0 ? "large" : "flood", ""));
    }
    assertThat(SessionTableTest.eventually(() -> held(Holding.WRITERS) >= 2)).isTrue();
    server.transport.close();

    boolean free = false;
    for (int tries = 0; tries < 3 && !free; tries++) {
      server.time.advance(PATIENCE);
      free =
          SessionTableTest.eventually(
              () -> held(Holding.WRITERS) == 0 && held(Holding.ANSWER_BYTES) == 0);
    }
    assertThat(free).isTrue();
  }

  private long held(Holding kind) {
    return server.endpoint.accounts().heldByAll(kind);
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void answersBeyondTheShareOfTheirCallerAreRefusedL05(Container container) throws Exception {
    server = McpFixture.start(container, Holding.ANSWER_BYTES, 10_000_000, 40_000_000);
    McpWire alice = server.initialized("alice");
    sleep(alice, McpWire.call(1, "large", ""));
    assertThat(SessionTableTest.eventually(() -> server.probe.runs.get() == 1)).isTrue();
    assertThat(
            SessionTableTest.eventually(
                () ->
                    server.endpoint.accounts().heldByAll(Holding.ANSWER_BYTES) >= ProbeTools.LARGE))
        .isTrue();

    McpWire.Reply refused = alice.post(McpWire.call(2, "large", ""));
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("Retry-After")).isNotEmpty();
    assertThat(alice.post(McpWire.call(3, "echo", "hi")).status()).isEqualTo(200);
    assertThat(server.client("bob").initialize().post(McpWire.call(1, "large", "")).body())
        .hasSizeGreaterThan(ProbeTools.LARGE);
  }

  private void sleep(McpWire client, String body) throws IOException {
    sleeping.add(SleepingReader.post(URI.create(server.resource()), client, body));
  }
}

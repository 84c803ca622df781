package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tools that keep their thread, as those of a synchronous server do, keep that of their caller. */
class HandlerThreadsTest {

  private static final StreamLimits AT_ONCE = StreamLimits.defaults().withOpenAfter(Duration.ZERO);

  private final List<EventReader> open = new ArrayList<>();
  private StatelessFixture server;

  @AfterEach
  void stop() {
    open.forEach(EventReader::close);
    server.close();
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void toolsThatBlockHoldUpTheirCallerAloneL13(Container container) {
    server = StatelessFixture.start(container, AT_ONCE);
    McpWire alice = server.client("alice");
    for (int i = 0; i < 30; i++) {
      open.add(alice.stream(McpWire.call(i, "hold", "alice " + i)));
    }
    server.probe.release("bob");
    McpWire.Reply answer = server.client("bob").post(McpWire.call(1, "wait", "bob"));

    assertThat(answer.body()).contains("released bob");
    assertThat(server.transport.callsInFlight()).isEqualTo(30);
  }

  @ParameterizedTest
  @EnumSource(Container.class)
  void aToolThatBlocksItsOwnThreadIsInterruptedL13(Container container) throws Exception {
    server = StatelessFixture.start(container, AT_ONCE);
    EventReader events = server.client("alice").stream(McpWire.call(1, "hold", "stuck"));
    assertThat(events.status()).isEqualTo(200);
    assertThat(SessionTableTest.eventually(() -> server.probe.runs.get() == 1)).isTrue();
    server.revoked.revoke(server.issuer.issuer(), "alice");

    assertThat(server.probe.cancelled.poll(20, TimeUnit.SECONDS)).isEqualTo("stuck");
    assertThat(SessionTableTest.eventually(() -> server.transport.callsInFlight() == 0)).isTrue();
    server.probe.release("next");
    assertThat(server.client("bob").post(McpWire.call(2, "wait", "next")).body())
        .as("the thread has forgotten its interruption")
        .contains("released next");
  }
}

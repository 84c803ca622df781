package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import io.modelcontextprotocol.common.McpTransportContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What handlers without an exchange tell of how far they are: T-39. */
class ReportedProgressTest {

  private static StatelessFixture server;

  @BeforeAll
  static void start() {
    server = StatelessFixture.start(Container.GRIZZLY, StreamLimits.defaults());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"5", "\"import\""})
  void goesToWhoAskedAndGrowsT39(String token) {
    try (EventReader events = server.client("alice").stream(report(token))) {
      String beginning =
          "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progress\":";
      String end = ",\"progressToken\":" + token + "}}";
      assertThat(events.next().data()).isEqualTo(beginning + "0.5" + end);
      assertThat(events.next().data())
          .isEqualTo(beginning + "1.0,\"total\":3.0,\"message\":\"begun\"" + end);
      assertThat(events.next().data()).isEqualTo(beginning + "2.0,\"total\":3.0" + end);
      assertThat(events.next().data()).isEqualTo(beginning + "3.0,\"total\":3.0" + end);
      assertThat(events.next().data()).contains("\"id\":9", "reported");
      assertThat(events.hasEnded()).isTrue();
    }
  }

  @Test
  void goesToNobodyElse() throws Exception {
    McpWire client = server.client("bob");
    Reply unasked = client.callTool("report", "{}");
    Reply plain = client.with("Accept", "application/json").post(report("5"));

    assertThat(unasked.type()).startsWith("application/json");
    assertThat(unasked.body()).contains("reported").doesNotContain("progress");
    assertThat(plain.type()).startsWith("application/json");
    assertThat(plain.body()).contains("reported").doesNotContain("progress");
  }

  @Test
  void saysNothingOfACallThatIsOver() throws Exception {
    server.probe.reported.clear();
    try (EventReader events = server.client("carol").stream(report("5"))) {
      assertThat(events.rest()).hasSize(5);
    }
    McpTransportContext over = server.probe.reported.take();
    assertThatCode(() -> McpStreams.reportProgress(over, 4, 5, "")).doesNotThrowAnyException();
    assertThatCode(() -> McpStreams.reportProgress(McpTransportContext.EMPTY, 4, 5, ""))
        .doesNotThrowAnyException();
  }

  private static String report(String token) {
    return McpWire.request(
        9,
        "tools/call",
        "{\"name\":\"report\",\"arguments\":{},\"_meta\":{\"progressToken\":" + token + "}}");
  }
}

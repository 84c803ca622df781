package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** A policy of the application that fails lets nothing pass. */
class PolicyFailureTest {

  private static final String SECRET = "the password is 42";
  private static final McpFixture SERVER =
      McpFixture.start(
          Container.GRIZZLY, settings -> settings.filterLists().policy(PolicyFailureTest::fail));

  private static Set<String> fail(McpOperation operation) {
    if (operation.method().equals("tools/call")) {
      throw new IllegalStateException(SECRET);
    }
    return operation.method().equals("prompts/list") ? null : Set.of();
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void anExceptionRefusesTheCall() {
    McpWire client = SERVER.client("alice").initialize();
    int before = SERVER.probe.runs.get();
    Reply reply = client.post(McpWire.call(1, "echo", "hi"));

    assertThat(reply.body()).contains("-32603").doesNotContain(SECRET);
    assertThat(SERVER.probe.runs).hasValue(before);
  }

  @Test
  void nullRefusesTheCall() {
    McpWire client = SERVER.client("alice").initialize();

    assertThat(client.post(McpWire.request(1, "prompts/list", "{}")).body()).contains("-32603");
  }

  @Test
  void anExceptionWithinAListFailsTheList() {
    McpWire client = SERVER.client("alice").initialize();
    Reply reply = client.post(McpWire.request(1, "tools/list", "{}"));

    assertThat(reply.body()).contains("-32603").doesNotContain(SECRET, "echo");
  }
}

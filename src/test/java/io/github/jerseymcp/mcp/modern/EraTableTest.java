package io.github.jerseymcp.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Which era a message belongs to, on a path that serves both (MCP 2026-07-28, versioning). */
class EraTableTest {

  private static final ModernServer SERVER = ModernServer.start();
  private static final String LEGACY_ECHO = McpWire.call(1, "echo", "hi");

  private final ModernWire modern = SERVER.client("alice");

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void takesInitializeForASessionUnlessItClaimsToBeModern() {
    McpWire client = SERVER.fixture().client("alice");
    String begin = McpWire.initialization("2025-11-25");

    assertThat(client.post(begin).header("Mcp-Session-Id")).isNotEmpty();
    assertThat(client.with("MCP-Protocol-Version", ModernWire.VERSION).post(begin).body())
        .as("sessions know no such version")
        .contains("-32600");
    assertThat(modern.ask("initialize", ""))
        .satisfies(reply -> assertThat(reply.status()).isEqualTo(404))
        .satisfies(reply -> assertThat(reply.body()).contains("-32601", "\"id\":7"));
  }

  @Test
  void takesAMessageWithASessionForThatSession() {
    McpWire session = SERVER.fixture().initialized("alice");

    assertThat(session.post(LEGACY_ECHO).body()).contains("alice hi").doesNotContain("resultType");
    assertThat(session.with("Mcp-Session-Id", "unknown").post(LEGACY_ECHO).status()).isEqualTo(404);
    assertThat(
            session
                .with("Mcp-Session-Id", "unknown")
                .with("MCP-Protocol-Version", ModernWire.VERSION)
                .post(LEGACY_ECHO)
                .status())
        .isEqualTo(404);
  }

  @Test
  void takesWhatClaimsToBeModernForThatWhateverSessionItNames() {
    McpWire client =
        modern.mirroring("tools/list", "").with("Mcp-Session-Id", "of an older client");
    Reply reply = client.post(ModernWire.request("tools/list", ""));

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).contains("\"resultType\":\"complete\"");
    assertThat(reply.header("Mcp-Session-Id")).isEmpty();
  }

  @Test
  void takesWhatSaysNothingForAnOlderVersion() {
    assertThat(SERVER.fixture().client("alice").post(LEGACY_ECHO).body())
        .contains("-32600", "Mcp-Session-Id");
  }

  @Test
  void asksAModernClientForWhatItMustSay() {
    Reply reply = modern.mirroring("tools/list", "").post(McpWire.request(7, "tools/list", "{}"));

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("-32602", "\"id\":7");
  }

  @Test
  void namesAllVersionsThatItSpeaks() {
    String all = "[\"2026-07-28\",\"2025-03-26\",\"2025-06-18\",\"2025-11-25\"]";
    Reply unknown =
        modern
            .mirroring("server/discover", "")
            .with("MCP-Protocol-Version", "2027-01-01")
            .post(
                McpWire.request(
                    7, "server/discover", "{\"_meta\":" + ModernWire.meta("2027-01-01") + "}"));

    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.body())
        .contains("-32022", "\"supported\":" + all, "\"requested\":\"2027-01-01\"");
    assertThat(modern.ask("server/discover", "").body()).contains("\"supportedVersions\":" + all);
  }

  @Test
  void keepsStreamsAndEndsForSessions() {
    McpWire session = SERVER.fixture().initialized("alice");

    assertThat(modern.http().send("GET").status()).isEqualTo(400);
    assertThat(modern.http().send("DELETE").status()).isEqualTo(400);
    assertThat(session.send("DELETE").status()).isEqualTo(204);
  }

  @Test
  void acceptsNotificationsWithoutMirrorsAndRefusesResponses() {
    McpWire client = modern.http().with("MCP-Protocol-Version", ModernWire.VERSION);
    String cancelled = McpWire.notification("notifications/cancelled", "{\"requestId\":7}");
    String response = "{\"jsonrpc\":\"2.0\",\"id\":7,\"result\":{}}";

    assertThat(client.post(cancelled))
        .satisfies(reply -> assertThat(reply.status()).isEqualTo(202))
        .satisfies(reply -> assertThat(reply.body()).isEmpty());
    assertThat(client.post(response).status()).isEqualTo(400);
  }
}

package io.github.jerseymcp.mcp.newer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.endpoint.ModernMcpTransport;
import io.github.jerseymcp.mcp.newer.AskedClient.Version;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.modern.McpSchema.Implementation;
import io.modelcontextprotocol.modern.server.McpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients of older versions without a session, which cannot be asked, beside those that can. */
class StatelessAskingTest {

  private final AskingServer server = AskingServer.withoutSessions();
  private final McpWire alice = server.client("alice").with("MCP-Protocol-Version", "2025-11-25");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void saysWhatTheClientLacksAndDoesNothing() {
    assertThat(alice.callTool("name", "{}").body())
        .contains("\"isError\":true", "this client cannot be asked: it lacks elicitation");
    assertThat(alice.ask("prompts/get", "{\"name\":\"greet\"}").body())
        .contains("\"code\":-32603", "needs to ask its client");
    assertThat(server.tools.prepared).hasValue(0);
  }

  @Test
  void servesTheRest() {
    assertThat(alice.post(McpWire.initialization("2025-06-18")).body())
        .contains("\"protocolVersion\":\"2025-06-18\"", "\"name\":\"asking\"");
    assertThat(alice.ask("tools/list", "{}").body()).contains("\"plain\"");
    assertThat(alice.callTool("plain", "{\"text\":\"hi\"}").body()).contains("text=hi");
    assertThat(alice.ask("ping", "{}").body()).contains("\"result\":{}");
    assertThat(alice.ask("server/discover", "{}").body()).contains("-32601");
    assertThat(alice.callTool("none", "{}").body()).contains("-32602");
    assertThat(
            AskedClient.of(Version.MODERN, server.client("bob"), AskedClient.ALL)
                .call("name", AskingTest.ANSWERS))
        .contains("ACCEPT");
  }

  @Test
  void isServedByOneServer() {
    McpServer another =
        McpServer.builder().serverInfo(Implementation.builder("b", "1").build()).build();
    ModernMcpTransport alone =
        new ModernMcpTransport(
            McpTransportSettings.builder(McpJsonDefaults.getMapper()).build(), another);

    assertThatIllegalStateException()
        .isThrownBy(() -> ModernMcpTransport.serveAllVersions(server.transport, another))
        .withMessageContaining("serveBeside");
    assertThatIllegalStateException()
        .isThrownBy(() -> ModernMcpTransport.serveAllVersions(alone, another));
  }
}

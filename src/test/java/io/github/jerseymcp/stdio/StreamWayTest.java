package io.github.jerseymcp.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.local.EveryWayRules;
import io.github.jerseymcp.local.LocalCaller;
import io.github.jerseymcp.local.LocalMcpServer;
import io.github.jerseymcp.local.SessionClient;
import io.github.jerseymcp.local.WayClient;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/** Clients whose server serves its standard streams. */
class StreamWayTest extends EveryWayRules {

  private final LocalMcpServer server = local();

  @Override
  protected WayClient begin(String subject, String... scopes) {
    return SessionClient.over(new PipedClient(server.connect(LocalCaller.of(subject, scopes))));
  }

  /** A client may send all it has, and read then. */
  @Test
  void answersWhatWasSentBeforeTheEndOfTheInput() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String sent =
        """
        a banner

        {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
        "capabilities":{},"clientInfo":{"name":"c","version":"1"}}}
        {"jsonrpc":"2.0","id":2,"method":"nonsense"}
        """;
    new StreamBridge(
            server.connect(LocalCaller.of("alice", "mcp:tools:read")),
            McpJsonDefaults.getMapper(),
            out)
        .serve(new ByteArrayInputStream(sent.getBytes(UTF_8)));

    assertThat(out.toString(UTF_8).lines())
        .hasSize(2)
        .anyMatch(line -> line.contains("\"id\":1") && line.contains("\"protocolVersion\""))
        .anyMatch(line -> line.contains("\"id\":2") && line.contains("\"error\""));
  }

  @Test
  void givesUpAClientThatSendsTooMuch() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] endless = new byte[5_000_000];
    new StreamBridge(
            server.connect(LocalCaller.of("alice", "mcp:tools:read")),
            McpJsonDefaults.getMapper(),
            out)
        .serve(new ByteArrayInputStream(endless));

    assertThat(out.size()).isZero();
  }
}

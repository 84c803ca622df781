package io.github.jerseymcp.stdio;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.McpProtected;
import io.github.jerseymcp.local.LocalCaller;
import io.github.jerseymcp.local.LocalMcpServer;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.endpoint.EndpointTransport;
import io.github.jerseymcp.mcp.endpoint.McpEndpoint;
import io.github.jerseymcp.mcp.endpoint.StreamableMcpTransport;
import io.github.jerseymcp.testing.MutableTime;
import io.github.jerseymcp.testsupport.process.Await;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import jakarta.ws.rs.Path;
import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Sessions end after a day at most, whoever is at the other end. */
class LostSessionTest {

  private static final Duration LONGER_THAN_A_SESSION = Duration.ofHours(25);

  @Path("/mcp")
  @McpProtected
  static final class Endpoint extends McpEndpoint {

    Endpoint(EndpointTransport transport) {
      super(transport);
    }
  }

  private final MutableTime time = new MutableTime(Instant.now());
  private final StreamableMcpTransport transport =
      new StreamableMcpTransport(
          McpTransportSettings.builder(McpJsonDefaults.getMapper()).ticker(time).build());
  private final LocalMcpServer server;

  LostSessionTest() {
    var unused = McpServer.sync(transport).serverInfo("notes", "1").build();
    this.server = LocalMcpServer.of(new Endpoint(transport), McpJsonDefaults.getMapper());
  }

  @AfterEach
  void close() {
    transport.close();
  }

  @Test
  void aClientOfTheJvmBeginsAnotherOne() {
    try (McpSyncClient client = McpClient.sync(server.connect(LocalCaller.of("alice"))).build()) {
      client.initialize();
      assertThat(client.ping()).isNotNull();

      time.advance(LONGER_THAN_A_SESSION);
      Await.until("it is over", Duration.ofSeconds(10), () -> transport.streamsOpen() == 0);

      assertThatThrownBy(client::ping).hasMessageContaining("terminated");
      assertThat(client.ping()).isNotNull();
      assertThat(client.ping()).isNotNull();
    }
  }

  /** Such a client starts its server again, but not one that goes on to refuse everything. */
  @Test
  void theClientOfStreamsIsGivenUp() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PipedOutputStream in = new PipedOutputStream()) {
      PipedInputStream read = new PipedInputStream(in);
      StreamBridge bridge =
          new StreamBridge(
              server.connect(LocalCaller.of("alice")), McpJsonDefaults.getMapper(), out);
      CompletableFuture<Void> served = CompletableFuture.runAsync(() -> bridge.serve(read));
      send(
          in,
          """
          {"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25",\
          "capabilities":{},"clientInfo":{"name":"c","version":"1"}}}
          """);
      Await.until("it began", Duration.ofSeconds(10), () -> out.size() > 0);
      send(in, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}\n");
      Await.until("it listens", Duration.ofSeconds(10), () -> transport.streamsOpen() == 1);

      time.advance(LONGER_THAN_A_SESSION);
      Await.until("it is over", Duration.ofSeconds(10), () -> transport.streamsOpen() == 0);
      send(in, "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"ping\"}\n");

      assertThat(served).succeedsWithin(Duration.ofSeconds(10));
      assertThat(out.toString(UTF_8)).contains("\"id\":2,\"error\"");
    }
  }

  private static void send(PipedOutputStream in, String text) throws Exception {
    in.write(text.getBytes(UTF_8));
    in.flush();
  }
}

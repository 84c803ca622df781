package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.mcp.answer.ErrorScrubber;
import io.github.jerseymcp.mcp.endpoint.StreamableMcpTransport;
import io.github.jerseymcp.testsupport.LogFile;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.net.URI;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The probes that the SDK's own transports answer as an attacker would like. */
class SdkTrapsTest {

  private static final McpFixture SERVER =
      McpFixture.start(Container.GRIZZLY, Holding.SESSIONS, 8, 100);

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @Test
  void logsNoVersionThatAClientMakesUp() {
    long before = LogFile.size();

    Reply reply = SERVER.client("carol").post(McpWire.initialization("x\\nforged-by-a-client"));

    assertThat(reply.body()).contains("\"protocolVersion\":\"2025-11-25\"");
    assertThat(LogFile.from(before)).doesNotContain("forged-by-a-client");
  }

  static Stream<Arguments> probes() {
    return Stream.of(
        row(
            "another Host",
            421,
            c -> SleepingReader.status(URI.create(SERVER.resource()), c, "/mcp", "evil.example")),
        row(
            "another Origin",
            403,
            c -> c.with("Origin", "https://evil.example").post(ping(1)).status()),
        row(
            "a path that only ends like the endpoint",
            404,
            c -> SleepingReader.status(URI.create(SERVER.resource()), c, "/anything/else/mcp", "")),
        row("bob uses alice's session", 404, c -> c.token(bob()).post(ping(2)).status()),
        row("bob deletes alice's session", 404, c -> c.token(bob()).send("DELETE").status()),
        row("an id twice", 400, c -> twice(c).status()),
        row("MCP-Protocol-Version 1999-01-01", 400, c -> version(c).status()),
        row("a second initialize", 400, c -> c.post(McpWire.initialization("2025-11-25")).status()),
        row(
            "an unknown session",
            404,
            c -> c.with("Mcp-Session-Id", "<evil>").post(ping(5)).status()),
        row("broken JSON", 400, c -> c.post("{\"<evil>\":").status()));
  }

  @ParameterizedTest(name = "{0} is {1}")
  @MethodSource("probes")
  void refuses(String probe, int status, Function<McpWire, Integer> request) {
    McpWire client = SERVER.client("alice").initialize();

    assertThat(request.apply(client)).isEqualTo(status);
    assertThat(client.post(ping(90)).status()).as("the session is untouched").isEqualTo(200);
    client.send("DELETE");
  }

  @Test
  void letsNobodyInitializeWithoutAToken() {
    for (int i = 0; i < 50; i++) {
      assertThat(
              SERVER
                  .client("alice")
                  .without("Authorization")
                  .post(McpWire.initialization("2025-11-25"))
                  .status())
          .isEqualTo(401);
    }
    assertThat(SERVER.transport.sessionsOpen()).isZero();
  }

  @Test
  void capsTheSessionsThatOneCallerCanMake() {
    long refused =
        Stream.generate(() -> SERVER.client("mallory"))
            .limit(20)
            .filter(c -> c.post(McpWire.initialization("2025-11-25")).status() == 429)
            .count();

    assertThat(refused).isEqualTo(12);
  }

  @Test
  void echoesNothingAndShowsNoTrace() {
    McpWire client = SERVER.client("alice").initialize();
    Reply unknown = client.with("Mcp-Session-Id", "<evil>").post(ping(1));
    Reply broken = client.post("{\"<evil>\":");
    Reply method = client.post(McpWire.request(2, "<evil>", "{}"));
    Reply tool = client.post(McpWire.call(3, "<evil>", ""));

    assertThat(Stream.of(unknown, broken, method, tool))
        .allSatisfy(
            reply -> assertThat(reply.body()).doesNotContain("evil", "xception", "stackTrace"));
    assertThat(tool.status()).isEqualTo(200);
    assertThat(tool.body()).contains("-32602");
    client.send("DELETE");
  }

  @Test
  void tellsNothingOfWhatATooLThrows() {
    McpWire client =
        SERVER
            .client(SERVER.token("alice").scope("mcp:tools:read", "mcp:tools:call", "danger:fail"))
            .initialize();
    Reply reply = client.post(McpWire.call(1, "fail", "evil"));

    assertThat(reply.body())
        .contains("-32603", "correlationId")
        .doesNotContain("secret", "evil", "xception");
    client.send("DELETE");
  }

  @Test
  void logsWhatFailedOnOneLineOfBoundedLength() {
    assertThat(ErrorScrubber.oneLine("a\r\n\u001b[31mb\u0085c\u2028d")).isEqualTo("a   [31mb c d");
    assertThat(ErrorScrubber.oneLine("x".repeat(10_000))).hasSize(512);
    assertThat(ErrorScrubber.oneLine(null)).isEmpty();
  }

  @Test
  void doesNotRepeatArgumentsThatMissTheirSchema() {
    McpWire client = SERVER.client("alice").initialize();
    Reply reply =
        client.post(
            McpWire.request(
                1, "tools/call", "{\"name\":\"echo\",\"arguments\":{\"text\":{\"evil\":1}}}"));

    assertThat(reply.body())
        .contains("\"isError\":true", "do not fit the input schema")
        .doesNotContain("evil", "validation failed");
    client.send("DELETE");
  }

  @Test
  void startsWithNoTwoSchemasOfOneId() {
    assertThatThrownBy(() -> serverWith("urn:one", "urn:one"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("$id");
    serverWith("urn:one", "urn:two");
  }

  private static void serverWith(String firstId, String secondId) {
    StreamableMcpTransport transport =
        new StreamableMcpTransport(
            McpTransportSettings.builder(McpJsonDefaults.getMapper()).build());
    try {
      McpServer.async(transport)
          .serverInfo("fixture", "1")
          .capabilities(ServerCapabilities.builder().tools(false).build())
          .toolCall(tool("first", firstId, "a"), SERVER.probe::echo)
          .toolCall(tool("second", secondId, "b"), SERVER.probe::echo)
          .build();
    } finally {
      transport.close();
    }
  }

  private static Tool tool(String name, String id, String property) {
    Map<String, Object> schema =
        Map.of("$id", id, "type", "object", "required", java.util.List.of(property));
    return Tool.builder(name, schema).description(name).build();
  }

  private static Reply twice(McpWire client) {
    client.post(ping(3));
    return client.post(ping(3));
  }

  private static Reply version(McpWire client) {
    return client.with("MCP-Protocol-Version", "1999-01-01").post(ping(4));
  }

  private static String bob() {
    return SERVER.token("bob").sign();
  }

  private static String ping(int id) {
    return McpWire.request(id, "ping", "{}");
  }

  private static Arguments row(String probe, int status, Function<McpWire, Integer> request) {
    return Arguments.of(probe, status, request);
  }
}

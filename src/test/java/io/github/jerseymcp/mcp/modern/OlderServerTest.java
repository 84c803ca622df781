package io.github.jerseymcp.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.jerseymcp.mcp.McpFixture;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.endpoint.ModernMcpTransport;
import io.github.jerseymcp.mcp.endpoint.StatelessMcpTransport;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import io.modelcontextprotocol.json.McpJsonDefaults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MCP 2026-07-28 served by the handlers of a server for older versions, registered once. */
class OlderServerTest {

  private final McpFixture server = McpFixture.start();
  private final ModernWire alice = new ModernWire(server.client("alice"));

  @BeforeEach
  void serveBoth() {
    ModernMcpTransport.serveBeside(server.transport);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void saysWhatTheServerIsT25() {
    Reply reply = alice.ask("server/discover", "");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body())
        .contains(
            "\"capabilities\":{\"completions\":{},\"prompts\":{\"listChanged\":true},",
            "\"resources\":{\"listChanged\":true,\"subscribe\":true},",
            "\"tools\":{\"listChanged\":true}}",
            "\"supportedVersions\":[\"2026-07-28\",\"2025-03-26\"",
            "\"io.modelcontextprotocol/serverInfo\":{\"name\":\"fixture\",\"version\":\"1\"}",
            "\"resultType\":\"complete\"",
            "\"cacheScope\":\"private\"");
  }

  @Test
  void callsOneHandlerInBothEras() {
    assertThat(call("echo", "hi", "").body())
        .contains("alice hi", "\"resultType\":\"complete\"", "serverInfo")
        .doesNotContain("ttlMs");
    assertThat(server.initialized("alice").post(McpWire.call(1, "echo", "hi")).body())
        .contains("alice hi")
        .doesNotContain("resultType");
  }

  @Test
  void listsWhatTheServerHasT31T37() {
    assertThat(alice.ask("tools/list", "").body())
        .contains("\"echo\"", "\"stubborn\"", "\"ttlMs\":0", "\"cacheScope\":\"private\"")
        .contains("serverInfo");
    assertThat(alice.ask("prompts/list", "").body()).contains("\"gossip\"");
    assertThat(alice.ask("resources/templates/list", "").body()).contains("diary://{day}");
  }

  @Test
  void saysErrorsInTheTermsOfTheVersion() {
    assertError(alice.call("unknown", "{}"), 400, -32602);
    assertError(alice.call("echo", "[1]"), 400, -32602);
    assertError(alice.ask("ping", ""), 404, -32601);
    assertError(alice.ask("unknown/method", ""), 404, -32601);
    assertError(
        alice
            .mirroring("resources/read", "test://none")
            .post(ModernWire.request("resources/read", "'uri':'test://none'")),
        400,
        -32602);
    assertError(
        alice
            .mirroring("tools/list", "")
            .post(ModernWire.request("tools/list", "").replace(":{}}", ":{\"roots\":1}}")),
        400,
        -32602);
  }

  @Test
  void repeatsNothingThatTheCallerHasSentT49() {
    Reply reply = alice.call("echo", "{'text':{'secret':1}}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body())
        .contains("\"isError\":true", "do not fit the input schema")
        .doesNotContain("secret");
  }

  @Test
  void demandsTheHeaderThatTheToolNamesT22() {
    assertError(alice.call("echo", "{'text':'hi'}"), 400, -32020);
    assertThat(alice.call("echo", "{}").status()).isEqualTo(200);
    assertError(
        alice
            .mirroring("tools/call", "echo")
            .with("Mcp-Param-Text", "other")
            .post(ModernWire.callOf("echo", "{'text':'hi'}")),
        400,
        -32020);
  }

  @Test
  void tellsProgressUnderTheTokenOfTheRequestAloneT39() {
    try (EventReader events =
        mirroring("report", "mine").stream(
            body("report", "mine", "\"progressToken\":\"token\","))) {
      assertThat(events.next().data())
          .contains("notifications/progress", "\"progressToken\":\"token\"");
      server.release("mine");
      assertThat(events.rest()).last().asString().contains("reported mine");
    }
    server.release("other");
    assertThat(mirroring("report", "other").post(body("report", "other", "")).body())
        .contains("reported other")
        .doesNotContain("notifications/progress");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ask", "elicit", "roots"})
  void asksAClientNothingInBetweenAndSaysSoT11(String tool) {
    server.addAskingTools();

    assertThat(call(tool, "x", "").body())
        .contains("\"isError\":true", "cannot be asked in that way", "\"resultType\":\"complete\"")
        .doesNotContain("-32603", "createMessage");
  }

  @ParameterizedTest
  @CsvSource({"ask, sampling", "elicit, elicitation"})
  void saysToAToolOfASessionWhatItsClientLacks(String tool, String lacking) {
    server.addAskingTools();
    McpWire client = server.client("alice");
    String begin =
        McpWire.initialization("2025-11-25").replace("{\"sampling\":{},\"roots\":{}}", "{}");
    McpWire session =
        client
            .with("Mcp-Session-Id", client.post(begin).header("Mcp-Session-Id"))
            .with("MCP-Protocol-Version", "2025-11-25");

    assertThat(session.post(McpWire.call(1, tool, "x")).body())
        .contains("\"isError\":true", "this client cannot be asked: it lacks " + lacking)
        .doesNotContain("resultType");
  }

  @Test
  void needsAServer() {
    StatelessMcpTransport empty =
        new StatelessMcpTransport(
            McpTransportSettings.builder(McpJsonDefaults.getMapper()).build());

    assertThatIllegalStateException().isThrownBy(() -> ModernMcpTransport.serveBeside(empty));
    assertThatIllegalStateException()
        .isThrownBy(() -> ModernMcpTransport.serveBeside(server.transport));
  }

  private Reply call(String tool, String text, String meta) {
    return mirroring(tool, text).post(body(tool, text, meta));
  }

  private McpWire mirroring(String tool, String text) {
    return alice.mirroring("tools/call", tool).with("Mcp-Param-Text", text);
  }

  private static String body(String tool, String text, String meta) {
    return ModernWire.callOf(tool, "{'text':'" + text + "'}")
        .replace("\"_meta\":{", "\"_meta\":{" + meta);
  }

  private static void assertError(Reply reply, int status, int code) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.body()).contains("\"code\":" + code + ",");
  }
}

package io.github.jerseymcp.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.github.jerseymcp.mcp.SessionTableTest;
import io.github.jerseymcp.mcp.StreamLimits;
import io.github.jerseymcp.mcp.endpoint.ModernMcpTransport;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.modern.McpSchema.Implementation;
import io.modelcontextprotocol.modern.McpSchema.Tool;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpServer;
import io.modelcontextprotocol.modern.server.feature.McpSyncTool;
import io.modelcontextprotocol.modern.server.feature.McpSyncToolRepository;
import io.modelcontextprotocol.modern.server.feature.ToolsFeature;
import io.modelcontextprotocol.modern.server.feature.ToolsPage;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests of MCP 2026-07-28 behind the rules of an endpoint. */
class ModernCallTest {

  private ModernServer server = ModernServer.start();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void tellsTheHandlerItsCallerT30() {
    assertThat(mirrored("alice", "a").body()).contains("alice{text=a}", "\"resultType\"");
    assertThat(mirrored("bob", "b").body()).contains("bob{text=b}");
    assertThat(server.probe().runs).hasValue(2);
  }

  @Test
  void asksForTheScopesOfTheBodyAndNotOfTheHeaderS19T36() {
    ModernWire reader = server.client("alice", "mcp:tools:read");
    Reply refused = reader.call("echo", "{}");
    Reply disguised = reader.mirroring("tools/list", "").post(ModernWire.callOf("echo", "{}"));

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.header("WWW-Authenticate"))
        .contains("insufficient_scope", "mcp:tools:read mcp:tools:call");
    assertThat(disguised.status()).isEqualTo(400);
    assertThat(server.client("alice").call("fail", "{}").status()).isEqualTo(403);
    assertThat(server.probe().runs).hasValue(0);
  }

  @Test
  void letsNothingBeCachedForOthersT31T46() {
    for (String method : List.of("tools/list", "resources/list", "server/discover")) {
      assertThat(server.client("alice").ask(method, "").body())
          .contains("\"cacheScope\":\"private\"", "\"ttlMs\":")
          .doesNotContain("public");
    }
  }

  @Test
  void showsInListsWhatTheCallerMayUse() {
    restart(settings -> settings.filterLists());
    String mine = server.client("alice").ask("tools/list", "").body();
    String other =
        server
            .client("bob", "mcp:tools:read", "mcp:tools:call", "danger:fail")
            .ask("tools/list", "")
            .body();
    String none = server.client("eve", "mcp:tools:read").ask("tools/list", "").body();

    assertThat(mine).contains("\"echo\"").doesNotContain("\"fail\"");
    assertThat(other).contains("\"echo\"", "\"fail\"");
    assertThat(none).contains("\"tools\":[]");
    assertThat(server.client("alice").ask("resources/list", "").body())
        .contains("\"resources\":[]");
  }

  @Test
  void refusesWhatNoRuleLists() {
    restart(settings -> settings.denyUnlistedOperations());

    assertThat(server.client("alice").ask("resources/list", "").status()).isEqualTo(403);
    assertThat(server.client("alice").ask("server/discover", "").status()).isEqualTo(200);
  }

  @Test
  void repeatsNothingThatTheCallerHasSentT49() {
    Reply reply = server.client("alice").call("echo", "{'text':{'secret':1}}");

    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.body()).contains("\"isError\":true", "do not fit the input schema");
    assertThat(reply.body()).doesNotContain("secret", "/text");
    assertThat(server.probe().runs).hasValue(0);
  }

  @Test
  void leavesTheTextThatAToolHasWritten() {
    assertThat(server.client("alice").call("quote", "{}").body())
        .contains("\"isError\":true", "Invalid arguments: none of []");
  }

  @Test
  void namesACorrelationInPlaceOfTheFailure() {
    assertThat(server.client("alice").call("throw", "{}").body())
        .contains("-32603", "correlationId")
        .doesNotContain(ModernProbe.SECRET);
  }

  @Test
  void namesTheCapabilityThatIsNeededT27() {
    assertThat(server.client("alice").call("sample", "{}").body())
        .contains("\"requiredCapabilities\":{\"sampling\":{}}");
  }

  @Test
  void cancelsTheCallOfAClientThatGoesAwayT12() throws InterruptedException {
    restart(settings -> settings.streams(ModernCallTest::impatient));
    EventReader events =
        server.client("alice").mirroring("tools/call", "tell").stream(
            ModernWire.request("tools/call", "'name':'tell'")
                .replace("\"_meta\":{", "\"_meta\":{\"progressToken\":\"p\","));
    assertThat(events.next().data()).contains("notifications/progress", "\"progressToken\":\"p\"");
    events.close();

    assertThat(
            SessionTableTest.eventually(
                () -> {
                  server.fixture().time.advance(Duration.ofSeconds(2));
                  return !server.probe().cancelled.isEmpty();
                }))
        .isTrue();
    assertThat(SessionTableTest.eventually(() -> server.fixture().transport.callsInFlight() == 0))
        .isTrue();
  }

  /** An event stream that is open has the status 200, whatever comes on it. */
  @Test
  void opensNoStreamBeforeTheStatusOfAnAnswerIsKnownT18() {
    restart(settings -> settings.streams(streams -> streams.withOpenAfter(Duration.ZERO)));

    assertThat(server.client("alice").ask("unknown/method", "").status()).isEqualTo(404);
    assertThat(server.client("alice").call("sample", "{}").status()).isEqualTo(400);
    assertThat(mirrored("alice", "a").type()).startsWith("application/json");
  }

  @Test
  void givesACallUpInTime() {
    EventReader events =
        server.client("alice").mirroring("tools/call", "tell").stream(
            ModernWire.request("tools/call", "'name':'tell'")
                .replace("\"_meta\":{", "\"_meta\":{\"progressToken\":\"p\","));
    events.next();
    server.fixture().time.advance(Duration.ofMinutes(5));

    assertThat(events.rest()).last().asString().contains("-32603", "in time");
  }

  @Test
  void refusesToolsWithAnInvalidHeaderAtTheStartT23() {
    McpServer.Builder builder =
        McpServer.builder().serverInfo(Implementation.builder("bad", "1").build());
    McpServer bad =
        builder
            .feature(
                ToolsFeature.ofSync(new OneTool(Map.of("type", "number", "x-mcp-header", "A"))))
            .build();
    McpTransportSettings settings =
        McpTransportSettings.builder(McpJsonDefaults.getMapper()).build();

    assertThatThrownBy(() -> new ModernMcpTransport(settings, bad))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("x-mcp-header");
    assertThatThrownBy(() -> ModernMcpTransport.serveBeside(server.fixture().transport, bad))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                ModernMcpTransport.serveBeside(
                    server.fixture().transport, new ModernProbe().server()))
        .isInstanceOf(IllegalStateException.class);
  }

  private Reply mirrored(String user, String text) {
    return server
        .client(user)
        .mirroring("tools/call", "echo")
        .with("Mcp-Param-Text", text)
        .post(ModernWire.callOf("echo", "{'text':'" + text + "'}"));
  }

  private void restart(UnaryOperator<McpTransportSettings.Builder> settings) {
    server.close();
    server = ModernServer.start(settings, CallerLimits.defaults());
  }

  private static StreamLimits impatient(StreamLimits streams) {
    return streams.withKeepAlive(Duration.ofSeconds(1));
  }

  private record OneTool(Map<String, Object> property) implements McpSyncToolRepository {

    @Override
    public ToolsPage list(McpRequestContext context, String cursor) {
      return ToolsPage.of(
          List.of(
              Tool.builder("one", Map.of("type", "object", "properties", Map.of("a", property)))
                  .build()));
    }

    @Override
    public McpSyncTool find(McpRequestContext context, String name) {
      return null;
    }
  }
}

package io.github.jerseymcp.example.authorization;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jerseymcp.example.ExampleServer;
import io.github.jerseymcp.example.Options;
import io.github.jerseymcp.example.interop.InteropReport;
import io.github.jerseymcp.example.interop.NodePackages;
import io.github.jerseymcp.testsupport.Opened;
import io.github.jerseymcp.testsupport.process.ChildProcess;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The MCP Inspector 2.12.0 at one endpoint, in both eras, with OAuth against the development
 * authorization server: its command {@code --cli} registers, signs in by a browser, lists, calls,
 * and steps up when a call needs another scope. It ends with its one request and answers no
 * questions, so its command {@code mcpdo} confirms and watches, with the same tokens.
 *
 * <p>What the Inspector cannot do: {@code mcpdo} has nobody sign in for more scopes in the middle;
 * {@code --cli} does so only where scopes stand in its settings, without them it renews its tokens,
 * gets no more than it had, and gives up. Where no terminal is, {@code mcpdo} leaves a call running
 * that its user ends or disconnects, so that nothing is cancelled. Its page is in {@link
 * InspectorPageTest}.
 */
@Tag("interop")
@Timeout(120)
final class InspectorTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String READS = "mcp:tools:read mcp:tools:call notes:read";

  @RegisterExtension static final Opened OPENED = Opened.forAllTests();

  @RegisterExtension
  static final InteropReport REPORT = new InteropReport("the MCP Inspector 2.12.0, signing in");

  private static ExampleServer server;

  @BeforeAll
  static void start() throws Exception {
    NodePackages.install();
    server = OPENED.open(ExampleServer.start(Options.parse("--port", "0", "--sessions")));
  }

  @ParameterizedTest
  @CsvSource({"legacy,alice", "modern,bob"})
  void listsCallsConfirmsWatchesAndStepsUp(String era, String user) throws Exception {
    try (Inspector inspector = Inspector.of(server.publicUrl() + "/mcp", READS, era, user)) {
      JsonNode tools = inspector.ask("--method", "tools/list").findPath("tools");
      assertThat(tools).hasSize(6);
      assertThat(tools.findValuesAsText("name")).contains("notes_delete");
      JsonNode added =
          inspector.ask(
              "--method", "tools/call", "--tool-name", "notes_add", "--tool-arg", "text=dear");
      String id = added.findPath("structuredContent").path("id").asText();
      assertThat(inspector.consents()).hasSize(2).first().isEqualTo(READS);
      assertThat(inspector.consents().get(1)).contains("notes:write", "notes:read");

      assertThat(inspector.connect().path("protocolEra").asText()).isEqualTo(era);
      assertThat(inspector.tell("tools/call", "whoami").toString()).contains(user);
      watches(inspector, id);
      assertThat(confirms(inspector, id, "--decline").toString()).contains("did not agree");
      assertThat(confirms(inspector, id, "{}").toString()).contains("deleted");
      REPORT.add(era + ": list, call, confirm, watch, step up");
    }
  }

  private static void watches(Inspector inspector, String id) throws Exception {
    try (ChildProcess watch = inspector.begin("resources/subscribe", "notes://" + id)) {
      watch.awaitLine(line -> line.contains("\"subscribed\""), PATIENCE);
      inspector.tell("tools/call", "notes_edit", "id:=" + id, "text:=dearer");
      watch.awaitLine(line -> line.contains("resources/updated"), PATIENCE);
    }
  }

  private static JsonNode confirms(Inspector inspector, String id, String answer) throws Exception {
    JsonNode asked = inspector.tell("tools/call", "notes_delete", "id:=" + id);
    assertThat(asked.toString()).contains("Delete note " + id + "?");
    String question = asked.findPath("elicitationId").asText();
    assertThat(question).isNotEmpty();
    return inspector.tell("elicitation/respond", question, answer);
  }
}

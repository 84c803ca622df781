package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.LogFile;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tools that come after the start with an {@code x-mcp-header} that MCP forbids: T-23. */
class LateToolsTest {

  private final McpFixture server = McpFixture.start();
  private final McpWire client = server.client("alice").initialize();

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void neitherListsNorRunsAToolThatClientsMustNotAcceptT23() {
    long before = LogFile.size();
    add("late", "number");

    McpWire.Reply called = client.callTool("late", "{\"text\":\"a\"}");
    assertThat(called.body()).contains("-32602").doesNotContain("alice");
    assertThat(client.ask("tools/list", "{}").body()).contains("\"echo\"").doesNotContain("late");
    assertThat(client.callTool("late", "{}").body()).contains("-32602");
    assertThat(server.probe.runs).hasValue(0);
    assertThat(LogFile.from(before).lines().filter(line -> line.contains("x-mcp-header")))
        .singleElement()
        .asString()
        .contains("late");
  }

  @Test
  void listsAndRunsOtherToolsThatComeLaterT23() {
    add("late", "string");

    assertThat(client.callTool("late", "{\"text\":\"a\"}").body()).contains("alice a");
    assertThat(client.ask("tools/list", "{}").body()).contains("\"late\"");
    assertThat(client.callTool("unknown", "{}").body()).contains("-32602");
  }

  @Test
  void looksAgainAtAToolThatIsReplacedT23() {
    add("late", "string");
    client.callTool("late", "{\"text\":\"a\"}");
    server.server.removeTool("late").block();
    add("late", "number");

    assertThat(client.callTool("late", "{\"text\":\"a\"}").body()).contains("-32602");
    assertThat(server.probe.runs).hasValue(1);
  }

  private void add(String name, String type) {
    server
        .server
        .addTool(
            AsyncToolSpecification.builder()
                .tool(
                    Tool.builder(
                            name,
                            Map.of(
                                "type",
                                "object",
                                "properties",
                                Map.of("text", Map.of("type", type, "x-mcp-header", "Text"))))
                        .build())
                .callHandler(server.probe::echo)
                .build())
        .block();
  }
}

package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.modelcontextprotocol.server.McpServerFeatures.AsyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Tools of which users of sessions are asked before. */
class SessionConfirmTest {

  private static final String FORMS = "{\"elicitation\":{}}";

  private final McpFixture server = McpFixture.start();
  private final AtomicInteger shredded = new AtomicInteger();

  @BeforeEach
  void addTools() {
    addTool("shred");
    addTool("tidy");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void runsOnceForAUserWhoAgrees() {
    McpWire client = begin(FORMS);
    try (EventReader events = client.stream(call("shred", "all"))) {
      String question = question(events);
      assertThat(question).contains("\"message\":\"Shred all?\"", "\"mode\":\"form\"");
      assertThat(shredded).hasValue(0);
      String accept = answer(question, "{\"action\":\"accept\",\"content\":{}}");
      assertThat(begin(FORMS).post(accept).status()).as("another session").isEqualTo(400);
      assertThat(client.post(accept).status()).isEqualTo(202);
      assertThat(events.next().data()).contains("did shred");
      client.post(accept);
    }
    assertThat(shredded).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"result\":{\"action\":\"decline\"}",
        "\"result\":{\"action\":\"cancel\"}",
        "\"result\":{\"action\":\"ACCEPT\"}",
        "\"result\":{}",
        "\"error\":{\"code\":-1,\"message\":\"no\"}"
      })
  void doesNothingForAUserWhoDoesNot(String said) {
    McpWire client = begin(FORMS);
    try (EventReader events = client.stream(call("shred", "all"))) {
      String id = question(events).replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
      client.post("{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\"," + said + "}");
      assertThat(events.next().data()).contains("\"isError\":true", "did not agree");
    }
    assertThat(shredded).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"elicitation\":{\"url\":{}}}"})
  void refusesWhoCannotBeAskedUnlessTheRuleLetsThem(String capabilities) {
    McpWire client = begin(capabilities);

    assertThat(client.post(call("shred", "all")).body())
        .contains("\"isError\":true", "cannot be asked");
    assertThat(shredded).hasValue(0);
    assertThat(client.post(call("tidy", "all").replace("\"id\":5", "\"id\":6")).body())
        .contains("did tidy");
  }

  @Test
  void refusesWhoTakesNoStreamToBeAskedOn() {
    McpWire client = begin(FORMS).with("Accept", "application/json");

    assertThat(client.post(call("shred", "all")).body()).contains("cannot be asked");
    assertThat(shredded).hasValue(0);
  }

  private McpWire begin(String capabilities) {
    McpWire client = server.client("alice");
    String begin =
        McpWire.initialization("2025-11-25")
            .replace("{\"sampling\":{},\"roots\":{}}", capabilities);
    return client
        .with("Mcp-Session-Id", client.post(begin).header("Mcp-Session-Id"))
        .with("MCP-Protocol-Version", "2025-11-25");
  }

  private static String call(String tool, String text) {
    return McpWire.request(
        5, "tools/call", "{\"name\":\"" + tool + "\",\"arguments\":{\"text\":\"" + text + "\"}}");
  }

  private static String question(EventReader events) {
    String next = events.next().data();
    return next.contains("elicitation/create") ? next : events.next().data();
  }

  private static String answer(String question, String result) {
    String id = question.replaceAll(".*\"id\":\"([^\"]+)\".*", "$1");
    return "{\"jsonrpc\":\"2.0\",\"id\":\"" + id + "\",\"result\":" + result + "}";
  }

  private void addTool(String name) {
    server
        .server
        .addTool(
            AsyncToolSpecification.builder()
                .tool(Tool.builder(name, Map.of("type", "object")).description(name).build())
                .callHandler(
                    (exchange, request) -> {
                      shredded.incrementAndGet();
                      return Mono.just(ProbeTools.text("did " + name));
                    })
                .build())
        .block();
  }
}

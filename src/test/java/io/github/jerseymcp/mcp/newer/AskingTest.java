package io.github.jerseymcp.mcp.newer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.mcp.newer.AskedClient.Version;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a tool asks clients of both eras, written once, in the form of MCP 2026-07-28. */
class AskingTest {

  static final UnaryOperator<String> ANSWERS =
      method ->
          Map.of(
                  "elicitation/create",
                  "{\"action\":\"accept\",\"content\":{\"name\":\"Ada\"}}",
                  "sampling/createMessage",
                  "{\"role\":\"assistant\",\"content\":{\"type\":\"text\",\"text\":\"hi\"},"
                      + "\"model\":\"m\"}",
                  "roots/list",
                  "{\"roots\":[{\"uri\":\"file:///a\"}]}")
              .get(method);

  private final AskingServer server = AskingServer.withSessions();

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @EnumSource
  void goesOnWithTheAnswerAndDoesNothingTwice(Version version) {
    AskedClient client = client(version);

    assertThat(client.call("name", ANSWERS)).contains("ACCEPT {name=Ada} prepared 1 alice");
    assertThat(client.asked()).containsExactly("elicitation/create");
    assertThat(server.tools.prepared).hasValue(1);
    assertThat(server.tools.done).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void tellsTheToolOfAUserWhoDeclines(Version version) {
    assertThat(client(version).call("name", method -> "{\"action\":\"decline\"}"))
        .contains("DECLINE");
    assertThat(server.tools.prepared).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void asksSeveralThingsAtOnce(Version version) {
    AskedClient client = client(version);

    assertThat(client.call("all", ANSWERS)).contains("Ada", "text=hi", "file:///a");
    assertThat(client.asked())
        .containsExactlyInAnyOrder("elicitation/create", "sampling/createMessage", "roots/list");
    assertThat(server.tools.done).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void asksWithoutAStateOfItsOwn(Version version) {
    assertThat(client(version).call("bare", ANSWERS)).contains("state null");
    assertThat(server.tools.done).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void letsAPromptAsk(Version version) {
    assertThat(client(version).send("prompts/get", "\"name\":\"greet\"", ANSWERS))
        .contains("Greet {name={")
        .contains("Ada");
  }

  @ParameterizedTest
  @EnumSource
  void endsAToolThatDoesNotStopAsking(Version version) {
    AskedClient client = client(version);

    assertThat(client.call("forever", ANSWERS))
        .contains("\"isError\":true", "more often than it may");
    assertThat(client.asked()).hasSize(3);
    assertThat(server.tools.done).hasValue(4);
  }

  @ParameterizedTest
  @EnumSource
  void asksNobodyForWhatTheClientDoesNotDeclareT27(Version version) {
    AskedClient without = AskedClient.of(version, server.client("alice"), "{}");
    String tool = without.call("name", ANSWERS);

    assertThat(without.asked()).isEmpty();
    assertThat(tool)
        .contains(
            version == Version.MODERN
                ? "\"code\":-32021"
                : "this client cannot be asked: it lacks elicitation");
    assertThat(without.send("prompts/get", "\"name\":\"greet\"", ANSWERS))
        .contains(version == Version.MODERN ? "\"code\":-32021" : "needs to ask its client");
    AskedClient half = AskedClient.of(version, server.client("alice"), "{\"elicitation\":{}}");
    assertThat(half.call("name", ANSWERS)).contains("ACCEPT");
    assertThat(half.unasked().call("all", ANSWERS)).contains("-32603");
    assertThat(half.asked()).containsExactly("elicitation/create");
    assertThat(server.tools.prepared).hasValue(1);
  }

  @ParameterizedTest
  @EnumSource
  void doesNothingWithAnAnswerThatIsNone(Version version) {
    String reply = client(version).call("name", method -> "{\"action\":\"perhaps\"}");

    assertThat(reply)
        .contains(version == Version.MODERN ? "\"code\":-32602" : "did not answer")
        .doesNotContain("perhaps");
    assertThat(server.tools.done).hasValue(0);
  }

  @ParameterizedTest
  @EnumSource
  void tellsHowFarItIsBeforeAndAfterAQuestion(Version version) {
    AskedClient client = client(version);

    assertThat(client.call("report", ANSWERS)).contains("reported");
    assertThat(client.asked()).filteredOn("notifications/progress"::equals).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource
  void hidesHowAToolFails(Version version) {
    AskedClient client = AskedClient.of(version, server.client("alice"), "{}");

    assertThat(client.call("fail", ANSWERS)).contains("-32603").doesNotContain("s3cr3t");
    assertThat(client.call("none", ANSWERS)).contains("-32602");
  }

  private AskedClient client(Version version) {
    return AskedClient.of(version, server.client("alice"), AskedClient.ALL);
  }
}

package io.github.jerseymcp.mcp.newer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.mcp.newer.AskedClient.Modern;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Questions of MCP 2026-07-28: what of an answer a tool reads, and how often. */
class ModernAskingTest {

  private static final String BARE = "\"name\":\"bare\",\"arguments\":{}";
  private static final String NAME = "\"name\":\"name\",\"arguments\":{}";

  private final AskingServer server = AskingServer.withSessions();
  private final Modern alice = client("alice");

  @AfterEach
  void stop() {
    server.close();
  }

  /** The endpoint adds a state where a tool has none, so that this holds for it too. */
  @Test
  void takesNoAnswerTwiceNorFromSomebodyElseS32() {
    String answered =
        BARE + "," + alice.answered(alice.post("tools/call", BARE).body(), AskingTest.ANSWERS);

    assertRefused(client("bob").post("tools/call", answered));
    assertRefused(alice.post("tools/call", answered.replace("{}", "{\"text\":\"x\"}")));
    assertThat(alice.post("tools/call", answered).body()).contains("state null");
    assertRefused(alice.post("tools/call", answered));
    assertThat(server.tools.done).hasValue(1);
  }

  /** What a tool remembers is the endpoint's to bring, and no client's. */
  @Test
  void takesNoStateThatWasNotSealedS32() {
    assertRefused(
        alice.post(
            "tools/call",
            NAME
                + ",\"requestState\":\"prepared 9\",\"inputResponses\":"
                + "{\"name\":{\"action\":\"accept\",\"content\":{}}}"));
    assertThat(server.tools.done).hasValue(0);
  }

  @Test
  void asksAgainForWhatIsMissingAndDoesNotPrepareAgain() {
    String first = alice.post("tools/call", NAME).body();
    String again = alice.post("tools/call", NAME + "," + alice.answered(first, m -> "")).body();
    assertThat(again).contains("input_required", "Again");

    assertThat(
            alice.post("tools/call", NAME + "," + alice.answered(again, AskingTest.ANSWERS)).body())
        .contains("prepared 1");
    assertThat(server.tools.prepared).hasValue(1);
  }

  @Test
  void ignoresAnswersToWhatWasNotAsked() {
    String first = alice.post("tools/call", NAME).body();
    String answered =
        alice
            .answered(first, AskingTest.ANSWERS)
            .replace("{\"name\":{", "{\"other\":{\"action\":\"decline\"},\"name\":{");

    assertThat(alice.post("tools/call", NAME + "," + answered).body()).contains("ACCEPT");
  }

  private Modern client(String user) {
    return new Modern(server.client(user), AskedClient.ALL, new ArrayList<>());
  }

  private static void assertRefused(Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(reply.body()).contains("-32602");
  }
}

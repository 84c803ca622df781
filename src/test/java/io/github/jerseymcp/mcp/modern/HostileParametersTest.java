package io.github.jerseymcp.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members of a request that are of another type, or larger, than any client sends. */
class HostileParametersTest {

  private static final ModernServer SERVER = ModernServer.start();

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  /** What is no text was given out by nobody; to leave it out would be to begin anew. */
  @ParameterizedTest
  @ValueSource(strings = {"7", "{}", "[]", "true"})
  void refusesAStateThatIsNoTextS32(String state) {
    int runs = SERVER.probe().runs.get();

    assertUnfit(
        SERVER
            .client("alice")
            .mirroring("tools/call", "echo")
            .post(
                ModernWire.request(
                    "tools/call", "'name':'echo','arguments':{},'requestState':" + state)));
    assertThat(SERVER.probe().runs).hasValue(runs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "{}", "[]", "true"})
  void refusesACursorThatIsNoTextRatherThanToBeginAnew(String cursor) {
    assertUnfit(SERVER.client("alice").ask("tools/list", "'cursor':" + cursor));
  }

  /** It is repeated with each message about the request. */
  @ParameterizedTest
  @ValueSource(strings = {"{}", "[]", "1.5", "true", "LONG"})
  void refusesAProgressTokenThatIsNoneT39(String token) {
    int runs = SERVER.probe().runs.get();
    String sent = token.equals("LONG") ? "\"" + "x".repeat(5_000) + "\"" : token;

    assertUnfit(
        SERVER
            .client("alice")
            .mirroring("tools/call", "tell")
            .post(
                ModernWire.callOf("tell", "{}")
                    .replace("\"_meta\":{", "\"_meta\":{\"progressToken\":" + sent + ",")));
    assertThat(SERVER.probe().runs).hasValue(runs);
  }

  private static void assertUnfit(Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(reply.body()).contains("\"code\":-32602,").doesNotContain("xxxx");
  }
}

package io.github.jerseymcp.mcp.modern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools of which users of MCP 2026-07-28 are asked before. */
class ModernConfirmTest {

  private static final Pattern STATE = Pattern.compile("\"requestState\":\"([^\"]+)\"");
  private static final String KEY = "io.github.jerseymcp/confirm";

  /** T-37: each result says which server it is of, also one of the endpoint. */
  private static final String SERVER_INFO =
      "\"io.modelcontextprotocol/serverInfo\":{\"name\":\"probe\"";

  private static final String ACCEPT = "{'action':'accept','content':{}}";

  private final ModernServer server = ModernServer.start();
  private final ModernWire alice = server.client("alice");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void runsForAUserWhoAgreesAndLetsTheToolAskOnItsOwn() {
    Reply question = ask(alice, "all", "", "");
    assertThat(question.body())
        .contains(
            "\"resultType\":\"input_required\"",
            "\"elicitation/create\"",
            "\"message\":\"Shred all?\"",
            SERVER_INFO)
        .doesNotContain("ttlMs", "cacheScope");
    assertThat(server.probe().runs).hasValue(0);

    Reply more = ask(alice, "all", state(question), ACCEPT);
    assertThat(server.probe().runs).hasValue(1);
    assertThat(ask(alice, "all", state(more), "").body()).contains("shredded {text=all}");
    assertThat(server.probe().runs).hasValue(2);
  }

  @Test
  void cannotBeAnsweredTwice() {
    String state = state(ask(alice, "all", "", ""));
    ask(alice, "all", state, ACCEPT);

    assertRefused(ask(alice, "all", state, ACCEPT));
    assertThat(server.probe().runs).hasValue(1);
  }

  @Test
  void cannotBeAnsweredForSomebodyElseOrSomethingElse() {
    String state = state(ask(alice, "all", "", ""));

    assertRefused(ask(server.client("bob"), "all", state, ACCEPT));
    assertRefused(ask(alice, "more", state, ACCEPT));
    server.fixture().time.advance(Duration.ofMinutes(10));
    assertRefused(ask(server.client("alice"), "all", state, ACCEPT));
    assertThat(server.probe().runs).hasValue(0);
  }

  /** A client cannot agree before it was asked, nor with the state of another question. */
  @Test
  void cannotBeAnsweredBeforeItIsAsked() {
    assertThat(ask(alice, "all", "", ACCEPT).body()).contains("input_required");
    String own = state(ask(alice, "all", state(ask(alice, "all", "", "")), ACCEPT));
    String other = ask(alice, "more", "", ACCEPT).body();

    assertThat(other).contains("input_required");
    assertRefused(ask(alice, "more", own, ACCEPT));
    assertThat(server.probe().runs).hasValue(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'action':'decline'}", "{'action':'cancel'}"})
  void doesNothingForAUserWhoDoesNotAgree(String said) {
    Reply reply = ask(alice, "all", state(ask(alice, "all", "", "")), said);

    assertThat(reply.body())
        .contains("\"isError\":true", "did not agree", "\"resultType\":\"complete\"")
        .contains("\"type\":\"text\"", SERVER_INFO);
    assertThat(server.probe().runs).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'action':'ACCEPT'}", "{'action':1}", "{}", "[]", "'accept'", "true"})
  void refusesWhatIsNoAnswer(String said) {
    Reply reply = ask(alice, "all", state(ask(alice, "all", "", "")), said);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("-32602");
    assertThat(server.probe().runs).hasValue(0);
  }

  @Test
  void asksAgainForAnAnswerThatIsMissing() {
    Reply again = ask(alice, "all", state(ask(alice, "all", "", "")), "");

    assertThat(again.body()).contains("input_required", "Shred all?");
    assertThat(ask(alice, "all", state(again), ACCEPT).status()).isEqualTo(200);
    assertThat(server.probe().runs).hasValue(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | -32021",
        "{\"elicitation\":{\"url\":{}}} | -32021",
        "{\"elicitation\":{\"form\":1}} | -32602",
        "{\"elicitation\":{\"form\":{},\"url\":\"x\"}} | -32602",
        "{\"elicitation\":true} | -32602"
      })
  void refusesWhoCannotBeAskedT27(String capabilities, String code) {
    Reply reply = ask(alice, "all", "", "", capabilities);

    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body()).contains("\"code\":" + code);
    assertThat(server.probe().runs).hasValue(0);
  }

  @Test
  void showsAnArgumentOnOneLineAndNotTooLong() {
    assertThat(ask(alice, "a\\nb\\u202ec$1", "", "").body()).contains("Shred a b c$1?");
    assertThat(ask(alice, "x".repeat(500), "", "").body())
        .contains("Shred " + "x".repeat(100) + "...?");
  }

  private static Reply ask(ModernWire client, String text, String state, String said) {
    return ask(client, text, state, said, "{\"elicitation\":{\"form\":{}}}");
  }

  private static Reply ask(
      ModernWire client, String text, String state, String said, String capabilities) {
    String brought = state.isEmpty() ? "" : ",'requestState':'" + state + "'";
    String responses = said.isEmpty() ? "" : ",'inputResponses':{'" + KEY + "':" + said + "}";
    String encoded =
        Base64.getEncoder()
            .encodeToString(text.replace("\\n", "\n").replace("\\u202e", "\u202e").getBytes(UTF_8));
    return client
        .mirroring("tools/call", "shred")
        .with("Mcp-Param-Text", "=?base64?" + encoded + "?=")
        .post(
            ModernWire.request(
                    "tools/call",
                    "'name':'shred','arguments':{'text':'" + text + "'}" + brought + responses)
                .replace(":{}}", ":" + capabilities + "}"));
  }

  private static void assertRefused(Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(reply.body()).contains("-32602", "none of this request");
  }

  private static String state(Reply reply) {
    Matcher found = STATE.matcher(reply.body());
    assertThat(found.find()).as(reply.body()).isTrue();
    return found.group(1);
  }
}

package io.github.jerseymcp.mcp.modern;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** State and cursors that a client of MCP 2026-07-28 brings back (SPEC S-32, MODERN MRTR). */
class ModernStateTest {

  private static final Pattern STATE = Pattern.compile("\"requestState\":\"([^\"]+)\"");
  private static final Pattern CURSOR = Pattern.compile("\"nextCursor\":\"([^\"]+)\"");

  private final ModernServer server = ModernServer.start();
  private final ModernWire alice = server.client("alice");

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void carriesAStateThroughSeveralRounds() {
    String first = in(STATE, ask(alice, "{}", ""));
    String second = in(STATE, ask(alice, "{}", first));

    assertThat(ask(alice, "{}", second).body()).contains("asked first,second,");
    assertThat(first + second).doesNotContain("first");
  }

  @Test
  void answersNothingTwice() {
    String first = in(STATE, ask(alice, "{}", ""));
    ask(alice, "{}", first);
    int runs = server.probe().runs.get();

    assertRefused(ask(alice, "{}", first));
    assertThat(server.probe().runs).hasValue(runs);
  }

  @Test
  void answersForNobodyElseAndNothingElse() {
    String first = in(STATE, ask(alice, "{'id':7}", ""));

    assertRefused(ask(server.client("bob"), "{'id':7}", first));
    assertRefused(ask(alice, "{'id':8}", first));
    assertRefused(
        alice
            .mirroring("tools/call", "echo")
            .post(
                ModernWire.request(
                    "tools/call",
                    "'name':'echo','arguments':{'id':7},'requestState':'" + first + "'")));
    assertThat(server.probe().runs).hasValue(1);
    assertThat(in(STATE, ask(alice, "{'id':7}", first))).isNotEqualTo(first);
  }

  @Test
  void answersInTimeOrNotAtAll() {
    String first = in(STATE, ask(alice, "{}", ""));
    server.fixture().time.advance(Duration.ofMinutes(10));

    assertRefused(ask(server.client("alice"), "{}", first));
  }

  @Test
  void keepsEachPageForItsReader() {
    Reply page = alice.ask("tools/list", "");
    String cursor = in(CURSOR, page);

    assertThat(alice.ask("tools/list", "'cursor':'" + cursor + "'").body())
        .contains("\"tell\"")
        .doesNotContain("nextCursor");
    assertThat(cursor).doesNotContain("more");
    assertRefused(server.client("bob").ask("tools/list", "'cursor':'" + cursor + "'"));
    assertRefused(alice.ask("tools/list", "'cursor':'more'"));
    assertRefused(alice.ask("resources/list", "'cursor':'" + cursor + "'"));
  }

  private static Reply ask(ModernWire client, String arguments, String state) {
    String brought = state.isEmpty() ? "" : ",'requestState':'" + state + "'";
    return client
        .mirroring("tools/call", "ask")
        .post(ModernWire.request("tools/call", "'name':'ask','arguments':" + arguments + brought));
  }

  private static void assertRefused(Reply reply) {
    assertThat(reply.status()).as(reply.body()).isEqualTo(400);
    assertThat(reply.body()).contains("-32602", "none of this request");
  }

  private static String in(Pattern pattern, Reply reply) {
    Matcher found = pattern.matcher(reply.body());
    assertThat(found.find()).as(reply.body()).isTrue();
    return found.group(1);
  }
}

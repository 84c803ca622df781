package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.OperationScopes;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Which operations a caller may use: S-14, S-20, S-22, S-29, T-36. */
class OperationRulesTest {

  private static final McpFixture OPEN = McpFixture.start();
  private static final McpFixture STRICT =
      McpFixture.start(
          Container.GRIZZLY,
          settings ->
              settings
                  .denyUnlistedOperations()
                  .filterLists()
                  .policy(OperationRulesTest::byArguments));

  @AfterAll
  static void stop() {
    OPEN.close();
    STRICT.close();
  }

  /** Long texts need a scope of their own. */
  private static Set<String> byArguments(McpOperation operation) {
    return operation.parameters().get("arguments") instanceof Map<?, ?> arguments
            && String.valueOf(arguments.get("text")).length() > 10
        ? Set.of("long:texts")
        : Set.of();
  }

  @OperationScopes(method = "resources/read", value = "resources:read")
  @OperationScopes(method = "resources/read", name = "notes://{id}", value = "notes:read")
  @OperationScopes(method = "resources/read", name = "notes://{id}/parts/{part}", value = "parts")
  @OperationScopes(method = "resources/read", name = "notes://all", value = "notes:all")
  @OperationScopes(
      method = "tools/list",
      value = {})
  private static final class Rules {}

  static Stream<Arguments> names() {
    return Stream.of(
        Arguments.of("other://1", "resources:read"),
        Arguments.of("notes://1", "resources:read notes:read"),
        Arguments.of("notes://", "resources:read notes:read"),
        Arguments.of("notes://1/2", "resources:read notes:read"),
        Arguments.of("notes://1/parts/2", "resources:read notes:read parts"),
        Arguments.of("notes://all", "resources:read notes:all notes:read"),
        Arguments.of("notes:/", "resources:read"));
  }

  @ParameterizedTest(name = "S-22 {0} needs {1}")
  @MethodSource("names")
  void addsUpTheRulesThatFit(String uri, String scopes) {
    OperationPolicy policy = OperationPolicy.annotated(Rules.class);

    assertThat(policy.scopesFor(new McpOperation("resources/read", Optional.of(uri), Map.of())))
        .containsExactlyInAnyOrder(scopes.split(" "));
  }

  @Test
  void listsWhatARuleNames() {
    OperationPolicy policy = OperationPolicy.annotated(Rules.class);

    assertThat(policy.lists(new McpOperation("tools/list", Optional.empty(), Map.of()))).isTrue();
    assertThat(policy.lists(new McpOperation("prompts/list", Optional.empty(), Map.of())))
        .isFalse();
    assertThat(policy.lists(new McpOperation("resources/read", Optional.of("notes://1"), Map.of())))
        .isTrue();
    assertThat(policy.lists(new McpOperation("resources/read", Optional.of("x://1"), Map.of())))
        .isFalse();
  }

  @Test
  void refusesAnOperationWithoutARuleWhereThatIsAskedForG14() {
    McpWire client = STRICT.client("alice").initialize();
    int before = STRICT.probe.runs.get();
    Reply reply = client.post(McpWire.call(1, "echo", "hi"));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.header("WWW-Authenticate")).as("no token would help").isEmpty();
    assertThat(STRICT.probe.runs).hasValue(before);
    assertThat(client.post(McpWire.request(2, "tools/list", "{}")).status()).isEqualTo(200);
    assertThat(client.post(McpWire.request(3, "ping", "{}")).status()).isEqualTo(200);
    assertThat(client.post(McpWire.request(4, "logging/setLevel", "{}")).status()).isEqualTo(403);
  }

  @ParameterizedTest(name = "S-29 {0} shows fail: {1}")
  @CsvSource({
    "'mcp:tools:read mcp:tools:call danger:fail', true",
    "'mcp:tools:read mcp:tools:call', false"
  })
  void filtersListsByTheRulesOfCalls(String scopes, boolean shown) {
    McpWire client = STRICT.client(STRICT.token("alice").scope(scopes.split(" "))).initialize();
    String list = client.post(McpWire.request(1, "tools/list", "{}")).body();

    assertThat(list.contains("\"fail\"")).isEqualTo(shown);
    assertThat(list).doesNotContain("\"echo\"");
    assertThat(client.post(McpWire.call(2, "fail", "")).status()).isEqualTo(shown ? 200 : 403);
  }

  @Test
  void showsEveryToolUnlessListsAreFilteredS29() {
    McpWire client = OPEN.client("alice").initialize();

    assertThat(client.post(McpWire.request(1, "tools/list", "{}")).body())
        .contains("\"fail\"", "\"echo\"");
  }

  @Test
  void asksForAllScopesInOneChallengeBeforeAStreamOpensS20() {
    McpWire client = OPEN.client("alice").initialize();
    Reply reply = client.with("Accept", "text/event-stream").post(McpWire.call(1, "fail", ""));

    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.header("WWW-Authenticate"))
        .contains("error=\"insufficient_scope\"")
        .contains("scope=\"mcp:tools:read mcp:tools:call danger:fail\"");
  }

  @Test
  void decidesByArgumentsToo() {
    McpWire client =
        STRICT
            .client(STRICT.token("a").scope("mcp:tools:read", "mcp:tools:call", "danger:fail"))
            .initialize();

    assertThat(client.post(McpWire.call(1, "fail", "short")).status()).isEqualTo(200);
    Reply reply = client.post(McpWire.call(2, "fail", "longer than ten"));
    assertThat(reply.status()).isEqualTo(403);
    assertThat(reply.header("WWW-Authenticate")).contains("danger:fail long:texts");
  }

  static Stream<Arguments> revealing() {
    return Stream.of(
        Arguments.of("reading", "resources/read", "{'uri':'diary://1'}", "diary:read"),
        Arguments.of("watching", "resources/subscribe", "{'uri':'diary://1'}", "diary:read"),
        Arguments.of(
            "completing a template",
            "completion/complete",
            "{'ref':{'type':'ref/resource','uri':'diary://{day}'}}",
            "diary:read"),
        Arguments.of(
            "completing a prompt",
            "completion/complete",
            "{'ref':{'type':'ref/prompt','name':'gossip'}}",
            "gossip:get"),
        Arguments.of(
            "completing by another type",
            "completion/complete",
            "{'ref':{'type':'REF/prompt','name':'gossip'}}",
            "gossip:get"));
  }

  @ParameterizedTest(name = "S-22 {0} needs {3}")
  @MethodSource("revealing")
  void asksForTheScopesOfWhatAnOperationTellsOf(
      String row, String method, String params, String scope) {
    McpWire client = OPEN.client("alice").initialize();
    String body = params.replace('\'', '"');
    Reply refused = client.post(McpWire.request(1, method, body));
    McpWire scoped =
        client.token(
            OPEN.token("alice").scope((McpFixture.SCOPES + " " + scope).split(" ")).sign());

    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.header("WWW-Authenticate")).contains(scope);
    assertThat(scoped.post(McpWire.request(2, method, body)).status()).isEqualTo(200);
    client.send("DELETE");
  }

  static Stream<Arguments> mirrors() {
    return Stream.of(
        Arguments.of("T-36 Mcp-Method", "Mcp-Method", "tools/list", 400),
        Arguments.of("T-20 Mcp-Method agrees", "Mcp-Method", "tools/call", 200),
        Arguments.of("T-20 another case", "Mcp-Method", "TOOLS/CALL", 400),
        Arguments.of("T-36 Mcp-Name", "Mcp-Name", "wait", 400),
        Arguments.of("T-20 Mcp-Name agrees", "mcp-name", "  echo ", 200),
        Arguments.of("T-21 base64 agrees", "Mcp-Name", "=?base64?ZWNobw==?=", 200),
        Arguments.of("T-21 base64 without padding", "Mcp-Name", "=?base64?ZWNobw?=", 400),
        Arguments.of("T-21 another marker", "Mcp-Name", "=?BASE64?ZWNobw==?=", 400),
        Arguments.of("T-22 an argument agrees", "Mcp-Param-Text", "hi", 200),
        Arguments.of("T-22 an argument differs", "Mcp-Param-Text", "ho", 400),
        Arguments.of("T-22 no such argument", "Mcp-Param-Other", "hi", 400));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("mirrors")
  void trustsNoHeaderThatMirrorsTheBody(String row, String header, String value, int status) {
    McpWire client = OPEN.client("alice").initialize();
    int before = OPEN.probe.runs.get();
    Reply reply = client.with(header, value).post(McpWire.call(1, "echo", "hi"));

    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(OPEN.probe.runs.get() - before).isEqualTo(status == 200 ? 1 : 0);
    client.send("DELETE");
  }

  static Stream<Arguments> strangers() {
    String unknown = McpWire.request(1, "evil/method", "{}");
    return Stream.of(
        Arguments.of("S-14 an unknown method", unknown),
        Arguments.of("S-14 broken JSON", "{"),
        Arguments.of("S-14 a tool", McpWire.call(1, "echo", "hi")),
        Arguments.of("S-14 a huge body", "x".repeat(5_000_000)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("strangers")
  void tellsStrangersNothingS14(String row, String body) {
    int before = OPEN.probe.runs.get();
    Reply reply = OPEN.client("alice").without("Authorization").post(body);

    assertThat(reply.status()).isIn(401, 413);
    assertThat(reply.body()).doesNotContain("-32", "echo");
    assertThat(OPEN.probe.runs).hasValue(before);
  }
}

package io.github.jerseymcp.example;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.Opened;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each operation of {@code /mcp} needs its scopes, all of them, and nothing else. */
final class OperationScopesTest {

  private static final List<Operation> OPERATIONS =
      List.of(
          new Operation("tools/list", "{}", "mcp:tools:read"),
          tool("whoami", "{}", "mcp:tools:read mcp:tools:call"),
          tool("notes_list", "{}", "mcp:tools:read mcp:tools:call notes:read"),
          tool("notes_add", "{\"text\":\"x\"}", "mcp:tools:read mcp:tools:call notes:write"),
          tool(
              "notes_edit",
              "{\"id\":0,\"text\":\"x\"}",
              "mcp:tools:read mcp:tools:call notes:write"),
          tool("notes_delete", "{\"id\":0}", "mcp:tools:read mcp:tools:call notes:write"),
          tool("notes_import", "{\"notes\":[\"x\"]}", "mcp:tools:read mcp:tools:call notes:write"),
          new Operation("resources/list", "{}", "mcp:tools:read"),
          new Operation("resources/templates/list", "{}", "mcp:tools:read"),
          new Operation("resources/read", "{\"uri\":\"notes://0\"}", "mcp:tools:read notes:read"),
          new Operation("prompts/list", "{}", "mcp:tools:read"),
          new Operation(
              "prompts/get", "{\"name\":\"summarise_notes\"}", "mcp:tools:read notes:read"));

  private static final List<String> KINDS = BothKinds.kinds();
  private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]*)\"");

  @RegisterExtension static final Opened OPENED = Opened.forAllTests();

  private static BothKinds servers;

  @BeforeAll
  static void start() throws Exception {
    servers = OPENED.open(BothKinds.start());
  }

  @ParameterizedTest(name = "S-22 {0}: {1}")
  @MethodSource("everyOperation")
  void withItsScopesAloneAnOperationIsServed(String kind, Operation operation) throws Exception {
    McpWire.Reply answer = operation.ask(caller(kind, operation.scopes));

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body())
        .containsAnyOf("\"result\":", "\"code\":-32002")
        .doesNotContain("-32603");
  }

  @ParameterizedTest(name = "S-20 {0}: {1} without {2}")
  @MethodSource("everyScopeOfEveryOperation")
  void withoutOneOfThemTheChallengeNamesThemAll(String kind, Operation operation, String missing)
      throws Exception {
    String others =
        Stream.of(ExampleUsers.ALL.split(" "))
            .filter(scope -> !scope.equals(missing))
            .collect(Collectors.joining(" "));
    McpWire.Reply answer = operation.ask(caller(kind, others));

    assertThat(answer.status()).isEqualTo(403);
    assertThat(answer.header("WWW-Authenticate"))
        .startsWith("Bearer error=\"insufficient_scope\"")
        .contains(
            "scope=\"" + operation.scopes + "\"", "/.well-known/oauth-protected-resource/mcp");
  }

  @ParameterizedTest(name = "{0}: unknown, {1}")
  @MethodSource("everyUnknownName")
  void whatIsUnknownGetsTheErrorOfTheProtocol(String kind, Operation operation, int code)
      throws Exception {
    McpWire.Reply answer = operation.ask(caller(kind, operation.scopes));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).contains("\"code\":" + code + ",");
    assertThat(answer.body().replace("\"uri\":\"nothing://1\"", "")).doesNotContain("nothing");
  }

  @ParameterizedTest
  @MethodSource("io.github.jerseymcp.example.BothKinds#kinds")
  void everythingThatIsListedStandsInThisTable(String kind) throws Exception {
    McpWire caller = caller(kind);
    String listed =
        caller.ask("tools/list", "{}").body()
            + caller.ask("resources/templates/list", "{}").body()
            + caller.ask("resources/list", "{}").body()
            + caller.ask("prompts/list", "{}").body();
    List<String> names = NAME.matcher(listed).results().map(match -> match.group(1)).toList();

    assertThat(names)
        .containsExactlyInAnyOrder(
            "whoami",
            "notes_list",
            "notes_add",
            "notes_edit",
            "notes_delete",
            "notes_import",
            "note",
            "summarise_notes");
  }

  private static Stream<Arguments> everyOperation() {
    return KINDS.stream()
        .flatMap(kind -> OPERATIONS.stream().map(operation -> Arguments.of(kind, operation)));
  }

  /** All but that of the endpoint, without which nobody gets as far as to have a body read. */
  private static Stream<Arguments> everyScopeOfEveryOperation() {
    return KINDS.stream()
        .flatMap(
            kind ->
                OPERATIONS.stream()
                    .flatMap(
                        operation ->
                            Arrays.stream(operation.scopes.split(" "))
                                .skip(1)
                                .map(scope -> Arguments.of(kind, operation, scope))));
  }

  private static Stream<Arguments> everyUnknownName() {
    return KINDS.stream()
        .flatMap(
            kind ->
                Stream.of(
                    Arguments.of(
                        kind, tool("nothing", "{}", "mcp:tools:read mcp:tools:call"), -32602),
                    Arguments.of(
                        kind,
                        new Operation("prompts/get", "{\"name\":\"nothing\"}", "mcp:tools:read"),
                        -32602),
                    Arguments.of(
                        kind,
                        new Operation(
                            "resources/read", "{\"uri\":\"nothing://1\"}", "mcp:tools:read"),
                        -32002),
                    Arguments.of(kind, new Operation("nothing", "{}", "mcp:tools:read"), -32601)));
  }

  /** A caller with other scopes than those that its session was begun with. */
  private static McpWire caller(String kind, String scopes) {
    return caller(kind).token(servers.users(kind).token("alice", "/mcp", scopes));
  }

  private static McpWire caller(String kind) {
    return servers.users(kind).client("alice", ExampleUsers.ALL);
  }

  private static Operation tool(String name, String arguments, String scopes) {
    return new Operation(
        "tools/call", "{\"name\":\"" + name + "\",\"arguments\":" + arguments + "}", scopes);
  }

  private record Operation(String method, String parameters, String scopes) {

    McpWire.Reply ask(McpWire caller) {
      return caller.ask(method, parameters);
    }

    @Override
    public String toString() {
      return method + " " + parameters;
    }
  }
}

package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.jerseymcp.event.CallEnded;
import io.github.jerseymcp.event.Caller;
import io.github.jerseymcp.event.RequestAccepted;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What an endpoint opens is served without credentials, and nothing else is: W-02. */
class OpenOperationsTest {

  private static final OpenServer SERVER = OpenServer.start();
  private static final McpWire NOBODY = SERVER.nobody().initialize();
  private static final Reply CLOSED = SERVER.nobody().send("GET");

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  static Stream<Arguments> open() {
    return Stream.of(
        row("a tool", "nobody", c -> c.callTool("search", "{}")),
        row("the list of tools", "\"search\"", c -> c.ask("tools/list", "{}")),
        row("templates", "docs://{page}", c -> c.ask("resources/templates/list", "{}")),
        row("a resource of a template", "nobody", c -> read(c, "docs://a")),
        row("a name with a dot", "nobody", c -> read(c, "docs://a.b")),
        row("cancellation", "", c -> c.post(cancelled())),
        row("a tool whose handler needs a caller", "-32603", c -> c.callTool("needs", "{}")),
        row("a tool that asks its client", "isError\":true", c -> c.callTool("ask", "{}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("open")
  void servesWhatIsOpenW02(String name, String said, Function<McpWire, Reply> request) {
    Reply reply = request.apply(NOBODY);

    assertThat(reply.status()).isIn(200, 202);
    assertThat(reply.body()).contains(said);
  }

  static Stream<Arguments> closed() {
    return Stream.of(
        row("another tool", c -> c.callTool("secret", "{}")),
        row("an unknown tool", c -> c.callTool("nothing", "{}")),
        row("a tool without a name", c -> c.ask("tools/call", "{}")),
        row("a name in another case", c -> c.callTool("Search", "{}")),
        row("a method that is not named", c -> c.ask("ping", "{}")),
        row("an unknown method", c -> c.ask("no/such", "{}")),
        row("another resource", c -> read(c, "vault://a")),
        row("a resource of the template with a scope", c -> read(c, "docs://secret")),
        row("a segment more", c -> read(c, "docs://a/b")),
        row("an encoded slash", c -> read(c, "docs://a%2Fb")),
        row("dots", c -> read(c, "docs://..")),
        row("the template itself", c -> read(c, "docs://{page}")),
        row("no variable", c -> read(c, "docs://")),
        row("a subscription", c -> c.ask("resources/subscribe", "{\"uri\":\"docs://a\"}")),
        row("a completion", c -> c.ask("completion/complete", "{\"ref\":{\"uri\":\"docs://a\"}}")),
        row("an answer to a question", c -> c.post(answer())),
        row("another notification", c -> c.post(McpWire.notification("notifications/x", "{}"))),
        row("no JSON", c -> c.post("{")),
        row("a batch", c -> c.post("[" + McpWire.call(1, "search", "x") + "]")),
        row("two members of one name", c -> c.post(twice())),
        row("nothing", c -> c.post("")),
        row("another type", c -> c.with("Content-Type", "text/plain").callTool("search", "{}")),
        row("no type", c -> c.without("Content-Type").callTool("search", "{}")),
        row("too much", c -> c.callTool("search", large())),
        row("too many values", c -> c.callTool("search", many())),
        row("a stream", c -> c.listen().status() == 401 ? c.send("GET") : null),
        row("the end of a session", c -> c.send("DELETE")),
        row("what Jersey answers", c -> c.send("OPTIONS")),
        row("another scheme", c -> c.with("Authorization", "Basic YTpi").callTool("search", "{}")),
        row("a proof without a token", c -> c.with("DPoP", "a.b.c").callTool("search", "{}")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("closed")
  void answersAllElseAsIfNothingWereOpenW02(String name, Function<McpWire, Reply> request) {
    Reply reply = request.apply(NOBODY);

    assertThat(reply.status()).isEqualTo(401);
    assertThat(reply.response().headers().allValues("WWW-Authenticate"))
        .isEqualTo(CLOSED.response().headers().allValues("WWW-Authenticate"))
        .singleElement()
        .asString()
        .contains("resource_metadata=", "scope=\"mcp:tools:read\"")
        .doesNotContain("error");
    assertThat(reply.body()).isEqualTo(CLOSED.body());
    assertThat(reply.header("Cache-Control")).isEqualTo("no-store");
  }

  static Stream<Arguments> wrong() {
    return Stream.of(
        arguments("a wrong token", 401, "Bearer abc"),
        arguments("no token", 400, "Bearer"),
        arguments("what is no token", 400, "Bearer a b"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrong")
  void refusesWrongCredentialsForOpenOperationsTooW02(String name, int status, String field) {
    Reply reply = NOBODY.with("Authorization", field).callTool("search", "{}");

    assertThat(reply.status()).isEqualTo(status);
    assertThat(reply.header("WWW-Authenticate")).contains("error=\"invalid_");
  }

  @Test
  void checksTheEdgeFirstW02() {
    assertThat(NOBODY.with("Origin", "https://evil.example").callTool("search", "{}").status())
        .isEqualTo(403);
  }

  @Test
  void listsForNobodyWhatIsOpenAndForCallersAllW02() {
    McpWire alice = SERVER.client("alice").initialize();

    assertThat(NOBODY.ask("tools/list", "{}").body())
        .contains("\"search\"", "\"needs\"")
        .doesNotContain("secret");
    assertThat(NOBODY.ask("resources/templates/list", "{}").body()).doesNotContain("vault");
    assertThat(alice.ask("tools/list", "{}").body()).contains("\"search\"", "\"secret\"");
    assertThat(alice.callTool("search", "{}").body()).contains("alice");
  }

  @Test
  void letsNobodyTakeOverASessionW02() {
    McpWire alice = SERVER.client("alice").initialize();
    String hers = alice.session();
    String nobodys = NOBODY.session();

    assertThat(alice.with("Mcp-Session-Id", nobodys).callTool("search", "{}").status())
        .isEqualTo(404);
    assertThat(alice.with("Mcp-Session-Id", nobodys).send("DELETE").status()).isEqualTo(404);
    assertThat(NOBODY.with("Mcp-Session-Id", hers).callTool("search", "{}").status())
        .isEqualTo(404);
    assertThat(NOBODY.with("Mcp-Session-Id", hers).callTool("secret", "{}").status())
        .isEqualTo(401);
    assertThat(other().with("Mcp-Session-Id", nobodys).callTool("search", "{}").status())
        .isEqualTo(404);
    assertThat(alice.callTool("search", "{}").status()).isEqualTo(200);
    assertThat(NOBODY.callTool("search", "{}").status()).isEqualTo(200);
  }

  @Test
  void saysInEventsThatTheCallerIsAnonymousW02() {
    int before = SERVER.events.of(RequestAccepted.class).size();
    NOBODY.callTool("search", "{}");

    RequestAccepted accepted = SERVER.events.of(RequestAccepted.class).get(before);
    assertThat(accepted.caller()).isEqualTo(Optional.of(Caller.anonymous()));
    assertThat(accepted.operation().name()).contains("search");
    HeardEvents.await(() -> !SERVER.events.of(CallEnded.class).isEmpty());
    assertThat(SERVER.events.of(CallEnded.class))
        .anySatisfy(ended -> assertThat(ended.call().caller().isAnonymous()).isTrue());
  }

  @Test
  void endsSessionsOfNobodySoonerW02() {
    try (OpenServer server = OpenServer.start()) {
      McpWire alice = server.client("alice").initialize();
      McpWire nobody = server.nobody().initialize();
      server.time.advance(Duration.ofMinutes(6));

      assertThat(nobody.callTool("search", "{}").status()).isEqualTo(404);
      assertThat(alice.ask("tools/list", "{}").status()).isEqualTo(200);
    }
  }

  @Test
  void sealsCursorsForNobodyAloneW02() {
    try (OpenServer server =
        OpenServer.start(settings -> settings.lists(lists -> lists.withPageSize(1)))) {
      McpWire alice = server.client("alice").initialize();
      McpWire nobody = server.nobody().initialize();
      String hers = cursorOf(alice.ask("tools/list", "{}"));
      String nobodys = cursorOf(nobody.ask("tools/list", "{}"));

      assertThat(page(nobody, nobodys)).contains("\"needs\"");
      assertThat(page(alice, hers)).contains("\"needs\"");
      assertThat(page(alice, nobodys)).contains("-32602");
      assertThat(page(nobody, hers)).contains("-32602");
    }
  }

  private static String cursorOf(Reply page) {
    return page.body().replaceAll(".*\"nextCursor\":\"([^\"]+)\".*", "$1");
  }

  private static String page(McpWire client, String cursor) {
    return client.ask("tools/list", "{\"cursor\":\"" + cursor + "\"}").body();
  }

  private static McpWire other() {
    return SERVER.from("198.51.100.7").with("MCP-Protocol-Version", "2025-11-25");
  }

  private static Reply read(McpWire client, String uri) {
    return client.ask("resources/read", "{\"uri\":\"" + uri + "\"}");
  }

  private static String cancelled() {
    return McpWire.notification("notifications/cancelled", "{\"requestId\":99}");
  }

  private static String answer() {
    return "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}";
  }

  private static String twice() {
    return McpWire.request(1, "tools/call", "{\"name\":\"secret\",\"name\":\"search\"}");
  }

  private static String large() {
    return "{\"x\":\"" + "x".repeat(70_000) + "\"}";
  }

  private static String many() {
    return "{\"x\":[" + "1,".repeat(20_000) + "1]}";
  }

  private static Arguments row(String name, String said, Function<McpWire, Reply> request) {
    return arguments(name, said, request);
  }

  private static Arguments row(String name, Function<McpWire, Reply> request) {
    return arguments(name, request);
  }
}

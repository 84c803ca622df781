package io.github.jerseymcp.mcp.modern;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.jerseymcp.mcp.message.RpcError;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.util.Base64;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every refusal of the modern era with its code. A client of both eras that asks what a server
 * speaks and reads an error of another era begins a session from then on.
 */
class ModernRefusalsTest {

  private static final ModernServer SERVER = ModernServer.start();

  /** The codes of JSON-RPC and of MCP 2026-07-28 that leave a server of this version. */
  private static final Set<Integer> MODERN =
      Set.of(-32700, -32600, -32601, -32602, -32603, -32020, -32021, -32022);

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        row("T-14 no version in the header", 400, -32020, c -> list(c, "MCP-Protocol-Version", "")),
        row("T-15 two versions", 400, -32020, c -> list(c, "MCP-Protocol-Version", "2025-11-25")),
        row("T-17 no _meta", 400, -32602, c -> params(c, "{}")),
        row("T-17 _meta is no object", 400, -32602, c -> params(c, "{\"_meta\":1}")),
        row("T-17 no version", 400, -32602, c -> meta(c, "{\"" + CAPABLE + "\":{}}")),
        row("T-17 a version that is a number", 400, -32602, c -> meta(c, versioned("1"))),
        row(
            "T-17 no capabilities",
            400,
            -32602,
            c -> meta(c, "{\"" + VERSION + "\":\"2026-07-28\"}")),
        row("T-17 capabilities are no object", 400, -32602, c -> meta(c, capable("[]"))),
        row(
            "T-17 capabilities that cannot be read",
            400,
            -32602,
            c -> meta(c, capable("{\"roots\":1}"))),
        row("T-19 no method in the header", 400, -32020, c -> list(c, "Mcp-Method", "")),
        row("T-19 another method", 400, -32020, c -> list(c, "Mcp-Method", "prompts/list")),
        row("T-20 another case", 400, -32020, c -> list(c, "Mcp-Method", "TOOLS/LIST")),
        row("T-19 no name in the header", 400, -32020, c -> call(c.mirroring("tools/call", ""))),
        row("T-19 another name", 400, -32020, c -> call(c.mirroring("tools/call", "fail"))),
        row(
            "T-21 a name of bad base64",
            400,
            -32020,
            c -> call(c.mirroring("tools/call", "=?base64?ZWNobw?="))),
        row(
            "T-22 an argument that is not mirrored",
            400,
            -32020,
            c -> c.call("echo", "{'text':'a'}")),
        row("T-22 another argument", 400, -32020, c -> call(c, "a", "b")),
        row(
            "T-22 a mirror of no argument",
            400,
            -32020,
            c -> mirrored(c).with("Mcp-Param-Else", "a").post(body())),
        row(
            "T-22 a mirror where nothing is called",
            400,
            -32020,
            c -> list(c, "Mcp-Param-Text", "a")),
        row(
            "T-24 a field twice",
            400,
            -32020,
            c -> list(c, "Mcp-Method", "tools/list, tools/list")),
        row("T-18 an unknown method", 404, -32601, c -> c.ask("unknown/method", "")),
        row("T-18 ping", 404, -32601, c -> c.ask("ping", "")),
        row("T-18 logging/setLevel", 404, -32601, c -> c.ask("logging/setLevel", "")),
        row(
            "T-18 resources/subscribe",
            404,
            -32601,
            c -> c.ask("resources/subscribe", "'uri':'diary://today'")),
        row("T-18 resources/unsubscribe", 404, -32601, c -> c.ask("resources/unsubscribe", "")),
        row("T-27 a capability that is not declared", 400, -32021, c -> c.call("sample", "{}")),
        row("T-28 an unknown resource", 400, -32602, c -> read(c, "test://none")),
        row("T-49 an unknown tool", 400, -32602, c -> c.call("unknown", "{}")),
        row("T-49 a tool without a name", 400, -32602, c -> c.ask("tools/call", "'arguments':{}")),
        row("T-49 a name that is a number", 400, -32602, c -> c.ask("tools/call", "'name':7")),
        row(
            "T-08 a batch",
            400,
            -32600,
            c -> c.http().post("[" + ModernWire.request("ping", "") + "]")),
        row("no JSON", 400, -32700, c -> c.http().post("{")),
        row("a handler that fails", 200, -32603, c -> c.call("throw", "{}")),
        row(
            "T-28 a handler with a code of older versions",
            400,
            -32602,
            c -> c.call("refuse", "{}")),
        row("T-32 no filter", 400, -32602, c -> c.ask("subscriptions/listen", "")));
  }

  @ParameterizedTest(name = "{0}: {1}, {2}")
  @MethodSource("refusals")
  void refusesInTheTermsOfTheVersion(
      String name, int status, int code, Function<ModernWire, Reply> request) {
    Reply reply = request.apply(SERVER.client("alice"));

    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.body()).contains("\"code\":" + code + ",");
    assertThat(reply.body()).doesNotContain(ModernProbe.SECRET);
    assertThat(reply.header("Mcp-Session-Id")).isEmpty();
    assertThat(MODERN).contains(code);
  }

  /** Codes of HTTP say what JSON-RPC has no code for, outside of what it reserves. */
  @ParameterizedTest
  @EnumSource(RpcError.class)
  void hasNoCodeOfAnotherEra(RpcError error) {
    RpcError said = new ModernTerms(false).of(error);

    assertThat(MODERN.contains(said.rpcCode()) || said.rpcCode() == said.status())
        .as("%s", said)
        .isTrue();
    assertThat(said.rpcCode()).isNotIn(-32002, -32042);
  }

  /**
   * The official client takes each 4xx but 401 and 403, and each error with 200, for a server of an
   * older version, unless its code is -32022. What a request that is well formed may get must be
   * none of these.
   */
  @ParameterizedTest
  @EnumSource(
      value = RpcError.class,
      names = {
        "TOO_MANY_CALLS",
        "TOO_MANY_STREAMS",
        "TOO_MANY_BYTES",
        "TOO_OFTEN",
        "OVERLOADED",
        "NOT_COUNTED",
        "STOPPING",
        "NOT_ALLOWED",
        "TIMED_OUT",
        "TOKEN_ENDED",
        "INTERNAL",
        "ANSWER_TOO_LARGE"
      })
  void neverMakesAClientFallBackThatAsksWhatIsSpoken(RpcError error) {
    ModernTerms terms = new ModernTerms(true);
    int status = terms.statusOf(terms.of(error));

    assertThat(status == 403 || status >= 500).as("%d", status).isTrue();
  }

  private static final String VERSION = ModernWire.PROTOCOL_VERSION;
  private static final String CAPABLE = ModernWire.CAPABILITIES;

  private static String versioned(String version) {
    return "{\"%s\":%s,\"%s\":{}}".formatted(VERSION, version, CAPABLE);
  }

  private static String capable(String capabilities) {
    return "{\"%s\":\"2026-07-28\",\"%s\":%s}".formatted(VERSION, CAPABLE, capabilities);
  }

  private static Reply meta(ModernWire client, String meta) {
    return params(client, "{\"_meta\":" + meta + "}");
  }

  private static Reply params(ModernWire client, String params) {
    return client.mirroring("tools/list", "").post(McpWire.request(7, "tools/list", params));
  }

  /** A list with one field changed, or left out. */
  private static Reply list(ModernWire client, String field, String value) {
    McpWire mirroring = client.mirroring("tools/list", "");
    return (value.isEmpty() ? mirroring.without(field) : mirroring.with(field, value))
        .post(ModernWire.request("tools/list", ""));
  }

  private static Reply call(McpWire client) {
    return client.post(ModernWire.callOf("echo", "{}"));
  }

  private static Reply call(ModernWire client, String argument, String mirror) {
    return client
        .mirroring("tools/call", "echo")
        .with("Mcp-Param-Text", mirror)
        .post(ModernWire.callOf("echo", "{'text':'" + argument + "'}"));
  }

  private static McpWire mirrored(ModernWire client) {
    String encoded = Base64.getEncoder().encodeToString("a".getBytes(UTF_8));
    return client
        .mirroring("tools/call", "echo")
        .with("Mcp-Param-Text", "=?base64?" + encoded + "?=");
  }

  private static String body() {
    return ModernWire.callOf("echo", "{'text':'a'}");
  }

  private static Reply read(ModernWire client, String uri) {
    return client
        .mirroring("resources/read", uri)
        .post(ModernWire.request("resources/read", "'uri':'" + uri + "'"));
  }

  private static Arguments row(
      String name, int status, int code, Function<ModernWire, Reply> request) {
    return arguments(name, status, code, request);
  }
}

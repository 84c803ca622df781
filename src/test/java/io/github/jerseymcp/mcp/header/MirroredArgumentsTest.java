package io.github.jerseymcp.mcp.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.mcp.FaultyServer;
import io.github.jerseymcp.mcp.MirrorFixture;
import io.github.jerseymcp.mcp.SessionTableTest;
import io.github.jerseymcp.testsupport.mcp.EventReader;
import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** {@code Mcp-Param-*} fields agree with the arguments that the schema of the tool names: M-12. */
class MirroredArgumentsTest {

  private static final MirrorFixture WITH_SESSIONS = MirrorFixture.start(true);
  private static final MirrorFixture STATELESS = MirrorFixture.start(false);

  @AfterAll
  static void stop() {
    WITH_SESSIONS.close();
    STATELESS.close();
  }

  static Stream<Arguments> fields() {
    return Stream.of(true, false)
        .flatMap(
            sessions ->
                Stream.of(
                    row(sessions, "by the schema", "Area", "eu", "{'place':'eu','area':'us'}", 200),
                    row(sessions, "in another case", "AREA", "eu", "{'place':'eu'}", 200),
                    row(sessions, "in base64", "Area", "=?base64?ZXU=?=", "{'place':'eu'}", 200),
                    row(sessions, "in bad base64", "Area", "=?base64?ZXU?=", "{'place':'eu'}", 400),
                    row(sessions, "the argument of its name", "Area", "us", "{'area':'us'}", 400),
                    row(sessions, "the name of the argument", "Place", "eu", "{'place':'eu'}", 400),
                    row(sessions, "another value", "Area", "eu", "{'place':'us'}", 400),
                    row(sessions, "another case of it", "Area", "EU", "{'place':'eu'}", 400),
                    row(sessions, "no argument", "Area", "eu", "{}", 400),
                    row(sessions, "an empty value for none", "Area", "", "{}", 400),
                    row(sessions, "null", "Area", "null", "{'place':null}", 400),
                    row(sessions, "an object", "Area", "{}", "{'place':{}}", 400),
                    row(
                        sessions,
                        "no such field",
                        "Other",
                        "eu",
                        "{'place':'eu','Other':'eu'}",
                        400),
                    row(sessions, "no name", "-", "eu", "{'place':'eu'}", 400),
                    row(sessions, "nested", "Limit", "5", "{'options':{'limit':5}}", 200),
                    row(sessions, "nested, elsewhere", "Limit", "5", "{'limit':5}", 400),
                    row(sessions, "below a text", "Limit", "5", "{'options':'limit'}", 400),
                    row(sessions, "as a number", "Limit", "5.0", "{'options':{'limit':5}}", 200),
                    row(sessions, "as another", "Limit", "5", "{'options':{'limit':5.0}}", 200),
                    row(sessions, "another number", "Limit", "6", "{'options':{'limit':5}}", 400),
                    row(sessions, "an exponent", "Limit", "5e0", "{'options':{'limit':5}}", 400),
                    row(
                        sessions,
                        "a huge one",
                        "Limit",
                        "1e999999999",
                        "{'options':{'limit':5}}",
                        400),
                    row(sessions, "true", "Dry", "true", "{'dry':true}", 200),
                    row(sessions, "TRUE", "Dry", "TRUE", "{'dry':true}", 400),
                    row(sessions, "not false", "Dry", "true", "{'dry':false}", 400)));
  }

  @ParameterizedTest(name = "M-12 sessions {0}: {1}")
  @MethodSource("fields")
  void comparesAFieldWithTheArgumentThatTheSchemaNamesM12(
      boolean sessions, String row, String field, String value, String arguments, int status) {
    MirrorFixture server = server(sessions);
    McpWire client = server.client();
    int before = server.runs.get();
    Reply reply =
        client.with("Mcp-Param-" + field, value).post(MirrorFixture.call(1, "query", arguments));

    assertThat(reply.status()).as(reply.body()).isEqualTo(status);
    assertThat(reply.body()).contains(status == 200 ? "\"queried\"" : "-32600");
    assertThat(server.runs.get() - before).isEqualTo(status == 200 ? 1 : 0);
  }

  private static MirrorFixture server(boolean sessions) {
    return sessions ? WITH_SESSIONS : STATELESS;
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void comparesEachOfSeveralFieldsM12(boolean sessions) {
    MirrorFixture server = server(sessions);
    McpWire client = server.client().with("Mcp-Param-Area", "eu");
    String call = "{'place':'eu','dry':true}";

    assertThat(client.with("Mcp-Param-Dry", "true").post(MirrorFixture.call(1, "query", call)))
        .returns(200, Reply::status);
    assertThat(client.with("Mcp-Param-Dry", "false").post(MirrorFixture.call(2, "query", call)))
        .returns(400, Reply::status);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void knowsToolsThatCameLaterM12(boolean sessions) {
    MirrorFixture server = server(sessions);
    McpWire client = server.client().with("Mcp-Param-Word", "a");
    assertThat(client.post(MirrorFixture.call(1, "later", "{'text':'a'}")).status()).isEqualTo(400);

    server.addTool(
        "later", "{'type':'object','properties':{'text':{'type':'string','x-mcp-header':'Word'}}}");
    server.addTool(
        "wrong", "{'type':'object','properties':{'text':{'type':'number','x-mcp-header':'Word'}}}");

    assertThat(client.post(MirrorFixture.call(2, "later", "{'text':'a'}")).status()).isEqualTo(200);
    assertThat(client.post(MirrorFixture.call(3, "later", "{'text':'b'}")).status()).isEqualTo(400);
    assertThat(client.post(MirrorFixture.call(4, "wrong", "{'text':1}")).body()).contains("-32602");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void tellsAClientThatReadsEventsM12(boolean sessions) {
    MirrorFixture server = server(sessions);
    McpWire client = server.client().with("Accept", "text/event-stream");
    try (EventReader events =
        client.with("Mcp-Param-Area", "us").stream(
            MirrorFixture.call(1, "query", "{'place':'eu'}"))) {
      assertThat(events.rest()).last().asString().contains("\"id\":1", "-32600", "does not agree");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesThemWithWhatIsNoCallOfAToolM12(boolean sessions) {
    MirrorFixture server = server(sessions);
    McpWire client = server.client().with("Mcp-Param-Area", "eu");
    String arguments = "{\"name\":\"query\",\"arguments\":{\"place\":\"eu\",\"Area\":\"eu\"}}";

    assertThat(client.post(McpWire.request(1, "prompts/get", arguments)).status()).isEqualTo(400);
    assertThat(client.post(McpWire.notification("tools/call", arguments)).status()).isEqualTo(400);
  }

  @Test
  void saysThatItCouldNotCheckWhereTheToolsCannotBeListedM12() throws InterruptedException {
    try (FaultyServer server = FaultyServer.start(true, settings -> settings)) {
      McpWire client = server.client().initialize().with("Mcp-Param-Area", "eu");
      server.fault = () -> Mono.error(new IllegalStateException("secret"));
      Reply reply = client.post(MirrorFixture.call(1, "query", "{'place':'eu'}"));

      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).contains("-32603").doesNotContain("secret");
      assertThat(SessionTableTest.eventually(() -> server.callsInFlight() == 0)).isTrue();
    }
  }

  @Test
  void readsTheAnnotationsOfASchemaM12() {
    assertThat(AnnotatedHeaders.of(MirrorFixture.schemaOf(MirrorFixture.QUERY)))
        .isEqualTo(
            Map.of(
                "area", List.of("place"),
                "dry", List.of("dry"),
                "limit", List.of("options", "limit")));
    assertThat(AnnotatedHeaders.of(null)).isEmpty();
    assertThat(
            AnnotatedHeaders.of(
                MirrorFixture.schemaOf(
                    "{'properties':{'x-mcp-header':{'type':'string','x-mcp-header':'A'},"
                        + "'b':{'default':{'x-mcp-header':'B'},'enum':[{'x-mcp-header':'C'}]}}}")))
        .isEqualTo(Map.of("a", List.of("x-mcp-header")));
  }

  static Stream<String> forbidden() {
    String one = "{'type':'string','x-mcp-header':'A'}";
    return Stream.of(
        "{'x-mcp-header':'A','type':'string'}",
        "{'properties':{'a':{'type':'number','x-mcp-header':'A'}}}",
        "{'properties':{'a':{'type':'object','x-mcp-header':'A'}}}",
        "{'properties':{'a':{'type':['string','null'],'x-mcp-header':'A'}}}",
        "{'properties':{'a':{'x-mcp-header':'A'}}}",
        "{'properties':{'a':{'type':'string','x-mcp-header':''}}}",
        "{'properties':{'a':{'type':'string','x-mcp-header':'A b'}}}",
        "{'properties':{'a':{'type':'string','x-mcp-header':'A:'}}}",
        "{'properties':{'a':{'type':'string','x-mcp-header':'\\u00e9'}}}",
        "{'properties':{'a':{'type':'string','x-mcp-header':'A\\r\\nB'}}}",
        "{'properties':{'a':{'type':'string','x-mcp-header':5}}}",
        "{'properties':{'a':" + one + ",'b':{'type':'string','x-mcp-header':'a'}}}",
        "{'properties':{'a':" + one + ",'b':{'properties':{'a':" + one + "}}}}",
        "{'properties':{'a':{'items':" + one + "}}}",
        "{'properties':{'a':{'items':{'properties':{'b':" + one + "}}}}}",
        "{'properties':{'a':{'prefixItems':[" + one + "]}}}",
        "{'oneOf':[{'properties':{'a':" + one + "}}]}",
        "{'if':{'properties':{'a':" + one + "}}}",
        "{'additionalProperties':" + one + "}",
        "{'patternProperties':{'.*':" + one + "}}",
        "{'$defs':{'a':" + one + "},'properties':{'a':{'$ref':'#/$defs/a'}}}");
  }

  @ParameterizedTest(name = "M-12 {0}")
  @MethodSource("forbidden")
  void startsWithNoAnnotationThatClientsMustNotAcceptM12(String schema) {
    assertThatThrownBy(() -> AnnotatedHeaders.of(MirrorFixture.schemaOf(schema)))
        .isInstanceOf(IllegalArgumentException.class);
    for (boolean sessions : new boolean[] {true, false}) {
      assertThatThrownBy(() -> MirrorFixture.build(sessions, MirrorFixture.tool("odd", schema)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("tool odd has an x-mcp-header");
    }
  }

  private static Arguments row(
      boolean sessions, String row, String field, String value, String arguments, int status) {
    return Arguments.of(sessions, row, field, value, arguments, status);
  }
}

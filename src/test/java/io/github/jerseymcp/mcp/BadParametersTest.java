package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.github.jerseymcp.testsupport.mcp.McpWire.Reply;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Parameters that do not fit their method are the caller's fault: L-11, M-02. */
class BadParametersTest {

  private static final McpFixture SESSIONS = McpFixture.start();
  private static final StatelessFixture STATELESS =
      StatelessFixture.start(Container.GRIZZLY, StreamLimits.defaults());

  @AfterAll
  static void stop() {
    SESSIONS.close();
    STATELESS.close();
  }

  static Stream<Arguments> parameters() {
    return Stream.of(
        Arguments.of("tools/call", "{'name':'echo','arguments':'x'}"),
        Arguments.of("tools/call", "{'name':'echo','arguments':[1]}"),
        Arguments.of("tools/call", "{'name':'echo','_meta':1}"));
  }

  static Stream<Arguments> parametersInSessions() {
    return Stream.of(
        Arguments.of("prompts/get", "{'name':'gossip','arguments':'x'}"),
        Arguments.of("prompts/get", "{'name':'gossip','_meta':[]}"),
        Arguments.of("completion/complete", "{}"),
        Arguments.of("completion/complete", "{'ref':'x'}"),
        Arguments.of("completion/complete", "{'ref':{'type':'ref/prompt','name':null}}"),
        Arguments.of("completion/complete", "{'ref':{'type':'ref/prompt','name':'gossip'}}"),
        Arguments.of(
            "completion/complete",
            "{'ref':{'type':'ref/prompt','name':null},'argument':{'name':'a','value':'b'}}"));
  }

  @ParameterizedTest(name = "M-02 {0} {1}")
  @MethodSource({"parameters", "parametersInSessions"})
  void blamesTheCallerInASessionM02(String method, String parameters) {
    McpWire client =
        SESSIONS
            .client(SESSIONS.token("alice").scope("mcp:tools:read", "mcp:tools:call", "gossip:get"))
            .initialize();
    Reply reply = client.post(McpWire.request(1, method, parameters.replace('\'', '"')));

    assertThat(reply.status()).as(reply.body()).isEqualTo(200);
    assertThat(reply.body()).contains("-32602").contains("\"id\":1");
    client.send("DELETE");
  }

  @ParameterizedTest(name = "L-11 {0} {1}")
  @MethodSource("parameters")
  void blamesTheCallerWithoutSessionsL11(String method, String parameters)
      throws InterruptedException {
    McpWire client = STATELESS.client("alice").with("Accept", "application/json");
    for (int i = 0; i < 65; i++) {
      Reply reply =
          client.post(
              McpWire.request(i, method, parameters.replace('\'', '"').replace("echo", "wait")));
      assertThat(reply.status()).as(reply.body()).isEqualTo(200);
      assertThat(reply.body()).contains("-32602").contains("\"id\":" + i);
    }
    assertThat(SessionTableTest.eventually(() -> STATELESS.transport.callsInFlight() == 0))
        .isTrue();
  }
}

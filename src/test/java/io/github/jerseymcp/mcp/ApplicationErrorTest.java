package io.github.jerseymcp.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.jerseymcp.testsupport.mcp.McpWire;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpError;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Mono;

/** Errors that a handler makes for its client, and those that must stay inside: M-06. */
class ApplicationErrorTest {

  private static final Map<String, Object> DATA =
      Map.of("elicitations", List.of(Map.of("url", "https://ask.example", "elicitationId", "7")));

  @ParameterizedTest(name = "M-06 sessions {0}")
  @MethodSource("kinds")
  void passesWhatMcpDefinesForApplicationsM06(boolean sessions) {
    assertThat(answer(sessions, error(-32042, "secret", DATA)))
        .contains("-32042", "https://ask.example", "elicitationId")
        .doesNotContain("secret");
    assertThat(answer(sessions, error(-32002, "secret", Map.of("uri", "secret"))))
        .contains("-32002")
        .doesNotContain("secret");
  }

  @ParameterizedTest(name = "M-06 sessions {0}")
  @MethodSource("kinds")
  void passesTheCodesThatTheSettingsAllowAndNoOtherM06(boolean sessions) {
    assertThat(answer(sessions, error(4711, "Out of\nstock", Map.of("left", 0))))
        .contains("4711", "Out of stock", "\"left\":0");
    assertThat(answer(sessions, error(4712, "secret", Map.of("secret", 1))))
        .contains("-32603")
        .doesNotContain("secret", "4712");
    assertThat(answer(sessions, error(-32602, "secret", Map.of("secret", 1))))
        .contains("-32602")
        .doesNotContain("secret");
    assertThat(answer(sessions, error(-32042, "secret", Map.of("secret", 1))))
        .contains("-32042")
        .doesNotContain("secret");
    assertThat(answer(sessions, error(4711, "text", new MessageFailureTest.Unwritable())))
        .contains("-32603")
        .doesNotContain("secret");
  }

  @ParameterizedTest
  @ValueSource(ints = {-32700, -32600, -32601, -32602, -32603})
  void refusesToPassWhatAnSdkWritesIntoM06(int code) {
    McpTransportSettings.Builder settings =
        McpTransportSettings.builder(McpJsonDefaults.getMapper()).passError(code);

    assertThatThrownBy(settings::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("passError must not name a code that JSON-RPC reserves");
  }

  @Test
  void writesNoDataWhereThereIsNoneM06() {
    assertThat(answer(false, error(4711, "text", null))).contains("4711").doesNotContain("data");
  }

  static Stream<Boolean> kinds() {
    return Stream.of(true, false);
  }

  private static String answer(boolean sessions, McpError error) {
    try (FaultyServer server = FaultyServer.start(sessions, settings -> settings.passError(4711))) {
      McpWire client = sessions ? server.client().initialize() : server.client();
      server.fault = () -> Mono.error(error);
      return client.post(McpWire.request(1, "tools/list", "{}")).body();
    }
  }

  private static McpError error(int code, String text, Object data) {
    return McpError.builder(code).message(text).data(data).build();
  }
}

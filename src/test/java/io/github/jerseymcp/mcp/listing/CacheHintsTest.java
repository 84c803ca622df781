package io.github.jerseymcp.mcp.listing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.jerseymcp.mcp.ListSettings;
import io.github.jerseymcp.mcp.McpOperation;
import io.github.jerseymcp.mcp.McpTransportSettings;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a result may be kept, and by whom (MODERN T-46). */
class CacheHintsTest {

  @ParameterizedTest(name = "T-46 {0} with {1}: {3}")
  @CsvSource({
    "tools/list, '', complete, '5 private'",
    "server/discover, '', complete, '5 private'",
    "resources/templates/list, '', complete, '5 private'",
    "resources/read, '', complete, '5 private'",
    "resources/read, requestState, complete, '0 private'",
    "resources/read, inputResponses, complete, '0 private'",
    "resources/read, '', input_required, none",
    "tools/call, '', complete, none"
  })
  void saysWhoMayKeepAResultAndHowLong(
      String method, String parameter, String type, String expected) {
    Map<String, Object> parameters = parameter.isEmpty() ? Map.of() : Map.of(parameter, "x");

    assertThat(hints(lists -> lists, method, parameters, type)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "resources/read, '', '5 private'",
    "tools/list, '', '2000 private'",
    "resources/read, requestState, '0 private'"
  })
  void goesByTheApplicationWhereItSaysSomething(String method, String parameter, String expected) {
    Map<String, Object> parameters = parameter.isEmpty() ? Map.of() : Map.of(parameter, "x");

    assertThat(
            hints(
                lists -> lists.withTimeToLive(Duration.ofSeconds(2)),
                method,
                parameters,
                "complete"))
        .isEqualTo(expected);
  }

  private static String hints(
      UnaryOperator<ListSettings> change,
      String method,
      Map<String, Object> parameters,
      String type) {
    ListSettings settings =
        McpTransportSettings.builder(McpJsonDefaults.getMapper()).lists(change).build().lists();
    Map<String, Object> members = new LinkedHashMap<>();
    members.put("resultType", type);
    members.put("ttlMs", 5L);
    members.put("cacheScope", "public");
    new CacheHints(settings).put(new McpOperation(method, Optional.of("x"), parameters), members);
    return members.containsKey("ttlMs")
        ? members.get("ttlMs") + " " + members.get("cacheScope")
        : "none";
  }
}

package io.github.jerseymcp.example.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.jerseymcp.example.interop.NodePackages;
import io.github.jerseymcp.testsupport.process.ChildProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The MCP Inspector on the command line: a session for each call, and no answers to questions. */
record InspectorClient() implements SessionClient {

  @Override
  public Report use(String endpoint, String token) throws Exception {
    return new Report(
        Report.names(run(endpoint, token, "tools/list").path("tools")),
        call(endpoint, token, "test_simple_text"),
        call(endpoint, token, "test_tool_with_logging"),
        "",
        "",
        call(endpoint, token, "test_reconnection"));
  }

  @Override
  public Set<Trait> traits() {
    return EnumSet.of(Trait.POLLS);
  }

  private static String call(String endpoint, String token, String tool) throws Exception {
    return run(endpoint, token, "tools/call", "--tool-name", tool)
        .path("content")
        .path(0)
        .path("text")
        .asText();
  }

  private static JsonNode run(String endpoint, String token, String method, String... more)
      throws Exception {
    List<String> arguments =
        new ArrayList<>(List.of("--cli", endpoint, "--transport", "http", "--header"));
    arguments.addAll(List.of("Authorization: Bearer " + token, "--method", method));
    arguments.addAll(List.of(more));
    try (ChildProcess inspector =
        NodePackages.program("mcp-inspector", arguments.toArray(String[]::new))) {
      assertThat(inspector.endsWell(Duration.ofSeconds(60))).as(inspector.output()).isTrue();
      String output = inspector.output();
      return new ObjectMapper().readTree(output.substring(output.indexOf('{')));
    }
  }
}

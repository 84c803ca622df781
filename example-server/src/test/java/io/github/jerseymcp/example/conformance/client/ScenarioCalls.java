package io.github.jerseymcp.example.conformance.client;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;

/** What a client of any version does with a server, tool by tool. */
abstract class ScenarioCalls implements AutoCloseable {

  /** A tool as the server lists it. */
  record Listed(String name, Map<String, Object> schema) {}

  abstract List<Listed> tools();

  abstract void call(String tool, Map<String, Object> arguments);

  /** Lists and uses whatever else there is. */
  void more() {}

  @Override
  public void close() {}

  final void run(Scenario scenario) {
    List<Listed> tools = tools();
    if (scenario.context().has("toolCalls")) {
      for (JsonNode call : scenario.context().path("toolCalls")) {
        call(call.path("name").asText(), map(call.path("arguments")));
      }
      return;
    }
    for (Listed tool : tools) {
      call(tool.name(), arguments(tool, tools));
    }
    if (scenario.isNamed("http-standard-headers")) {
      more();
    }
  }

  private static Map<String, Object> arguments(Listed tool, List<Listed> tools) {
    return switch (tool.name()) {
      case "add_numbers" -> Map.of("a", 5, "b", 3);
      case "valid_tool" -> Map.of("region", "us-west1");
      case "lookup_user" -> Map.of("id", "alice");
      case "json_schema_echo" -> Map.of("schema", tools.get(0).schema());
      default -> Map.of();
    };
  }

  private static Map<String, Object> map(JsonNode node) {
    return new ObjectMapper().convertValue(node, new TypeReference<>() {});
  }
}

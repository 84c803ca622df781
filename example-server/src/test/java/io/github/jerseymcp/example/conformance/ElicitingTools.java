package io.github.jerseymcp.example.conformance;

import static io.github.jerseymcp.example.conformance.TalkingTools.needing;
import static io.github.jerseymcp.example.conformance.TalkingTools.tool;

import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ElicitFormRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The tools of the suite that ask the user. */
final class ElicitingTools {

  private static final List<String> OPTIONS = List.of("option1", "option2", "option3");

  private ElicitingTools() {}

  static List<SyncToolSpecification> all() {
    return List.of(
        tool(
            "test_elicitation",
            needing("message"),
            (exchange, request) ->
                ask(
                    exchange,
                    "User response: ",
                    String.valueOf(request.arguments().get("message")),
                    person())),
        tool(
            "test_elicitation_sep1034_defaults",
            SimpleTools.ofType("object"),
            (exchange, request) ->
                ask(exchange, "Elicitation completed: ", "Please check", defaults())),
        tool(
            "test_elicitation_sep1330_enums",
            SimpleTools.ofType("object"),
            (exchange, request) ->
                ask(exchange, "Elicitation completed: ", "Please choose", choices())));
  }

  private static CallToolResult ask(
      McpSyncServerExchange exchange, String before, String question, Map<String, Object> schema) {
    ElicitResult said =
        exchange.createElicitation(ElicitFormRequest.builder(question, schema).build());
    return SimpleTools.answer(
        before
            + "action="
            + said.action().name().toLowerCase(Locale.ROOT)
            + ", content="
            + said.content());
  }

  private static Map<String, Object> person() {
    return Map.of(
        "type",
        "object",
        "properties",
        Map.of(
            "username",
            Map.of("type", "string", "description", "User's response"),
            "email",
            Map.of("type", "string", "description", "User's email address")),
        "required",
        List.of("username", "email"));
  }

  private static Map<String, Object> defaults() {
    return object(
        Map.of(
            "name",
            Map.of("type", "string", "default", "John Doe"),
            "age",
            Map.of("type", "integer", "default", 30),
            "score",
            Map.of("type", "number", "default", 95.5),
            "status",
            Map.of(
                "type",
                "string",
                "enum",
                List.of("active", "inactive", "pending"),
                "default",
                "active"),
            "verified",
            Map.of("type", "boolean", "default", true)));
  }

  private static Map<String, Object> choices() {
    return object(
        Map.of(
            "untitledSingle",
            Map.of("type", "string", "enum", OPTIONS),
            "titledSingle",
            Map.of("type", "string", "oneOf", titled("Option")),
            "legacyEnum",
            Map.of(
                "type",
                "string",
                "enum",
                List.of("opt1", "opt2", "opt3"),
                "enumNames",
                List.of("Option One", "Option Two", "Option Three")),
            "untitledMulti",
            Map.of("type", "array", "items", Map.of("type", "string", "enum", OPTIONS)),
            "titledMulti",
            Map.of("type", "array", "items", Map.of("anyOf", titled("Choice")))));
  }

  private static List<Map<String, Object>> titled(String noun) {
    return List.of(
        Map.of("const", "value1", "title", "First " + noun),
        Map.of("const", "value2", "title", "Second " + noun),
        Map.of("const", "value3", "title", "Third " + noun));
  }

  private static Map<String, Object> object(Map<String, Object> properties) {
    return Map.of("type", "object", "properties", properties);
  }
}

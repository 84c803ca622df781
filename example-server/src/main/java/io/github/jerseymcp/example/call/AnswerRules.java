package io.github.jerseymcp.example.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jerseymcp.content.ContentRules;
import io.github.jerseymcp.content.RefusedContentException;
import io.github.jerseymcp.content.UriRules;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks what a server says before a person, a script or a model reads it. */
final class AnswerRules {

  private static final String NO_FORM = "It has not the form that MCP gives it";

  /** As much as the longest answer that is read at all. */
  private static final int WHOLE_ANSWER = 4 * 1024 * 1024;

  /** What is encoded, and has rules of its own. */
  private static final Set<String> DATA = Set.of("data", "blob");

  /** Nothing is checked by a schema here, so it may be of another version, by its own word. */
  private static final Set<String> OLDER_SCHEMAS =
      Set.of(
          "http://json-schema.org/draft-07/schema#",
          "http://json-schema.org/draft-07/schema",
          "https://json-schema.org/draft/2019-09/schema");

  private final ContentRules rules;
  private final ContentRules whole = ContentRules.defaults().withMaximumText(WHOLE_ANSWER);

  /** Rules that take addresses of these schemes. */
  AnswerRules(Set<String> schemes) {
    rules = ContentRules.defaults().withAddresses(UriRules.schemes(schemes.toArray(String[]::new)));
  }

  /** The tools that break no rule; each of the others is told by its place, not by its name. */
  CheckedAnswer tools(JsonNode result) {
    ObjectNode kept = result.deepCopy();
    List<String> refused = new ArrayList<>();
    kept.remove("tools");
    broken(() -> texts(kept)).ifPresent(rule -> refused.add("The list of tools: " + rule));
    if (!refused.isEmpty()) {
      return CheckedAnswer.refused(refused);
    }
    ArrayNode tools = kept.putArray("tools");
    int place = 0;
    for (JsonNode tool : result.path("tools")) {
      place++;
      Optional<String> rule = broken(() -> tool(tool));
      if (rule.isPresent()) {
        refused.add("Tool " + place + ": " + rule.get());
      } else {
        tools.add(tool);
      }
    }
    return new CheckedAnswer(Optional.of(kept), refused, Optional.empty());
  }

  /** An answer of a tool, whole or not at all. */
  CheckedAnswer result(JsonNode result) {
    return broken(() -> answer(result))
        .map(rule -> CheckedAnswer.refused(List.of("The answer of the tool: " + rule)))
        .orElseGet(() -> new CheckedAnswer(Optional.of(result), List.of(), Optional.empty()));
  }

  /** Tools as the SDK knows them, of whichever version of MCP. */
  static List<Tool> asTools(JsonNode result) {
    List<Tool> tools = new ArrayList<>();
    try {
      for (JsonNode tool : result.path("tools")) {
        tools.add(read(tool, Tool.class));
      }
    } catch (IOException e) {
      throw new IllegalArgumentException(NO_FORM);
    }
    return tools;
  }

  private interface Check {
    void make() throws IOException;
  }

  private static Optional<String> broken(Check check) {
    try {
      check.make();
      return Optional.empty();
    } catch (RefusedContentException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (IOException | IllegalArgumentException e) {
      return Optional.of(NO_FORM);
    }
  }

  private void tool(JsonNode tool) throws IOException {
    texts(tool);
    JsonNode copy = tool.deepCopy();
    for (String schema : List.of("inputSchema", "outputSchema")) {
      if (copy.path(schema) instanceof ObjectNode object
          && OLDER_SCHEMAS.contains(object.path("$schema").asText())) {
        object.remove("$schema");
      }
    }
    rules.check(read(copy, Tool.class));
  }

  private void answer(JsonNode result) throws IOException {
    rules.check(read(result, CallToolResult.class));
    JsonNode copy = result.deepCopy();
    for (JsonNode part : copy.path("content")) {
      withoutData(part);
      withoutData(part.path("resource"));
    }
    texts(copy);
  }

  private static void withoutData(JsonNode part) {
    if (part instanceof ObjectNode object) {
      object.remove(DATA);
    }
  }

  /** Every text, what no rule knows the meaning of among them. */
  private void texts(JsonNode value) {
    whole.check(
        CallToolResult.builder()
            .structuredContent(new JsonMapper().convertValue(value, Object.class))
            .build());
  }

  private static <T> T read(JsonNode value, Class<T> type) throws IOException {
    return McpJsonDefaults.getMapper().readValue(value.toString(), type);
  }
}

package io.github.jerseymcp.example.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.jerseymcp.example.doctor.finding.SafeText;
import java.io.PrintStream;
import java.util.Set;

/** Prints what a server said, as far as it was not refused. */
final class CallReport {

  private final PrintStream out;
  private final SafeText texts;

  CallReport(PrintStream out, SafeText texts) {
    this.out = out;
    this.texts = texts;
  }

  void document(String version, CheckedAnswer answer) {
    ObjectNode document = new JsonMapper().createObjectNode();
    document.put("version", version);
    answer.result().ifPresent(result -> document.set("result", result));
    if (!answer.refused().isEmpty()) {
      ArrayNode refused = document.putArray("refused");
      answer.refused().forEach(refused::add);
    }
    answer
        .changes()
        .ifPresent(
            changes -> {
              ObjectNode told = document.putObject("changes");
              names(told.putArray("added"), changes.added());
              names(told.putArray("changed"), changes.changed());
              names(told.putArray("removed"), changes.removed());
            });
    out.println(TerminalJson.of(document));
  }

  private static void names(ArrayNode list, Set<String> names) {
    names.stream().sorted().forEach(list::add);
  }

  void tools(JsonNode result) {
    JsonNode tools = result.path("tools");
    for (JsonNode tool : tools) {
      String description = tool.path("description").asText();
      out.println(
          texts.of(tool.path("name").asText())
              + (description.isEmpty() ? "" : "  " + texts.of(description)));
    }
    if (tools.isEmpty()) {
      out.println("(no tools)");
    }
  }

  /** Texts line by line; of anything else, its kind. */
  void result(JsonNode result) {
    for (JsonNode content : result.path("content")) {
      if (content.has("text")) {
        content.path("text").asText().lines().map(texts::of).forEach(out::println);
      } else {
        out.println("(" + texts.of(content.path("type").asText("content")) + ")");
      }
    }
  }
}

package io.github.jerseymcp.example.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jerseymcp.example.doctor.finding.SafeText;
import java.io.PrintStream;

/** Prints what a server said, for people. */
final class CallReport {

  private final PrintStream out;
  private final SafeText texts;

  CallReport(PrintStream out, SafeText texts) {
    this.out = out;
    this.texts = texts;
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

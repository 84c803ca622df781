package io.github.jerseymcp.example.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jerseymcp.content.ToolChanges;
import java.util.List;
import java.util.Optional;

/**
 * What is left of an answer.
 *
 * @param result what broke no rule
 * @param refused what did, and which rule, in words of ours
 * @param changes how tools differ from those that were listed before, where that is remembered
 */
record CheckedAnswer(
    Optional<JsonNode> result, List<String> refused, Optional<ToolChanges> changes) {

  static CheckedAnswer refused(List<String> refused) {
    return new CheckedAnswer(Optional.empty(), refused, Optional.empty());
  }

  CheckedAnswer with(ToolChanges found) {
    return new CheckedAnswer(result, refused, Optional.of(found));
  }

  boolean isError() {
    return result.map(said -> said.path("isError").asBoolean()).orElse(false);
  }
}

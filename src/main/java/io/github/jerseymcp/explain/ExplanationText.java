package io.github.jerseymcp.explain;

import io.github.jerseymcp.explain.Explanation.Answer;
import io.github.jerseymcp.explain.Explanation.Step;
import java.util.Locale;
import java.util.Map;

/** Writes an explanation for people. */
final class ExplanationText {

  private ExplanationText() {}

  static String of(Explanation explanation) {
    StringBuilder text = new StringBuilder();
    text.append(explanation.method())
        .append(' ')
        .append(explanation.path())
        .append(explanation.accepted() ? " would be accepted" : " would be refused")
        .append(explanation.answer().map(answer -> " with " + answer.status()).orElse(""))
        .append("\n");
    for (Step step : explanation.steps()) {
      line(
          text,
          step.verdict().name().toLowerCase(Locale.ROOT).replace('_', ' ') + ": " + step.name());
      indented(text, step.sentence());
      step.details().forEach(detail -> indented(text, detail));
    }
    explanation.answer().ifPresent(answer -> answer(text, answer));
    if (!explanation.token().isEmpty()) {
      line(text, "the token says of itself:");
      for (Map.Entry<String, String> claim : explanation.token().entrySet()) {
        indented(text, claim.getKey() + " = " + claim.getValue());
      }
    }
    return text.toString();
  }

  private static void answer(StringBuilder text, Answer answer) {
    line(text, "the client would get:");
    indented(text, "status " + answer.status());
    answer.retryAfterSeconds().ifPresent(seconds -> indented(text, "Retry-After: " + seconds));
    answer.challenges().forEach(field -> indented(text, "challenge: " + field));
  }

  private static void line(StringBuilder text, String line) {
    text.append("  ").append(line).append('\n');
  }

  private static void indented(StringBuilder text, String line) {
    text.append("      ").append(line).append('\n');
  }
}

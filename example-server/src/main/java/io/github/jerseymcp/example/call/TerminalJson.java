package io.github.jerseymcp.example.call;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.jerseymcp.example.doctor.finding.SafeText;

/** A document as it may be printed: the same JSON, in which a terminal finds nothing to follow. */
final class TerminalJson {

  private TerminalJson() {}

  /** What is not printable stands in a text or a name, where JSON has an escape for it. */
  static String of(JsonNode document) {
    StringBuilder printed = new StringBuilder();
    document
        .toString()
        .codePoints()
        .forEach(
            point -> {
              if (SafeText.isPrintable(point)) {
                printed.appendCodePoint(point);
              } else {
                for (char unit : Character.toChars(point)) {
                  printed.append(String.format("\\u%04x", (int) unit));
                }
              }
            });
    return printed.toString();
  }
}

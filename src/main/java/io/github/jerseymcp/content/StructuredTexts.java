package io.github.jerseymcp.content;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks each text in an object of JSON, the names of its members among them. For one object. */
final class StructuredTexts {

  private static final int DEEPEST = 64;
  private static final int MOST_VALUES = 100_000;

  private final int maximumText;
  private long characters;
  private int values;

  /** As many characters as that in all texts together. */
  StructuredTexts(int maximumText) {
    this.maximumText = maximumText;
  }

  void check(@Nullable Object value) {
    check(value, 0);
  }

  private void check(@Nullable Object value, int depth) {
    values++;
    require(depth <= DEEPEST && values <= MOST_VALUES, "Structured content is too large");
    if (value instanceof Map<?, ?> members) {
      members.forEach(
          (name, member) -> {
            text(String.valueOf(name));
            check(member, depth + 1);
          });
    } else if (value instanceof List<?> elements) {
      elements.forEach(element -> check(element, depth + 1));
    } else if (value instanceof String text) {
      text(text);
    } else {
      require(
          value == null || value instanceof Number || value instanceof Boolean,
          "Structured content is no JSON");
    }
  }

  private void text(String text) {
    characters += text.length();
    require(characters <= maximumText, "Structured content is too large");
    require(Texts.isWellFormed(text), "A text is no whole Unicode");
    require(!Texts.hasHidden(text), "A text has characters that nobody sees");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new RefusedContentException(rule);
    }
  }
}

package io.github.jerseymcp.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The value of one property. What is wrong with it becomes a problem that names it, and something
 * harmless stands in its place until the configuration is refused.
 *
 * @param name the whole name of the property
 * @param text its value
 * @param problems takes what is wrong
 */
record PropertyValue(String name, String text, List<String> problems) {

  /** More seconds than any setting takes, and few enough to count with. */
  private static final long MOST_SECONDS = 1_000_000_000_000L;

  private static final String NONE = "none";

  void mustBe(String what) {
    problems.add(name + " must be " + what);
  }

  /** A part of the value, under the same name. */
  PropertyValue part(String partOfText) {
    return new PropertyValue(name, partOfText, problems);
  }

  boolean isNone() {
    return text.equals(NONE);
  }

  String[] list() {
    return Arrays.stream(text.split(",", -1))
        .map(String::strip)
        .filter(part -> !part.isEmpty())
        .toArray(String[]::new);
  }

  /** The members {@code name=value}, in their order; one without a sign has an empty value. */
  Map<String, String> map() {
    Map<String, String> members = new LinkedHashMap<>();
    for (String member : list()) {
      int sign = member.indexOf('=');
      members.put(
          sign < 0 ? member : member.substring(0, sign).strip(),
          sign < 0 ? "" : member.substring(sign + 1).strip());
    }
    return members;
  }

  long number() {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      mustBe("a whole number");
      return 1;
    }
  }

  int integer() {
    return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, number()));
  }

  Duration seconds() {
    return Duration.ofSeconds(Math.max(-MOST_SECONDS, Math.min(MOST_SECONDS, number())));
  }

  boolean flag() {
    if (!text.equals("true") && !text.equals("false")) {
      mustBe("true or false");
    }
    return text.equals("true");
  }

  <T> T oneOf(Map<String, T> choices) {
    T chosen = choices.get(text);
    if (chosen == null) {
      mustBe("one of " + new TreeSet<>(choices.keySet()));
      return choices.values().iterator().next();
    }
    return chosen;
  }
}

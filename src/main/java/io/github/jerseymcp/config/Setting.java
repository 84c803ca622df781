package io.github.jerseymcp.config;

import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * One setting, with the names that it has in the builder and as a property.
 *
 * @param topic the method of the builder that changes its topic; empty if it has a method itself
 * @param method its own method
 * @param property its property, without the prefix that all have; empty if it needs an object
 * @param reads takes the value of the property
 * @param value what it is
 */
record Setting(
    String topic,
    String method,
    String property,
    BiConsumer<McpSecurityConfigBuilder, PropertyValue> reads,
    Function<Settings, Object> value) {

  /** A setting that needs an object, and so the builder. */
  static Setting ofBuilder(String topic, String method, Function<Settings, Object> value) {
    return new Setting(topic, method, "", (builder, text) -> {}, value);
  }

  /** What sentences about it begin with: {@code tokens.clockLeeway}. */
  String word() {
    String name = method.startsWith("with") ? method.substring("with".length()) : method;
    String word = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    return topic.isEmpty() ? word : topic + "." + word;
  }
}

package io.github.jerseymcp.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Names the limits and times that differ from their defaults, for the start report. */
public final class ChangedSettings {

  private static final String NOBODY = "https://unset.invalid";

  private ChangedSettings() {}

  /** Each as {@code name value (default)}. */
  public static List<String> of(Settings settings) {
    Settings standard = Defaults.SETTINGS;
    List<String> changed = new ArrayList<>();
    for (Setting setting : SettingTable.ALL) {
      Object value = counted(setting.value().apply(settings));
      Object expected = counted(setting.value().apply(standard));
      if (isPlain(value) && !value.equals(expected)) {
        changed.add(setting.word() + " " + text(value) + " (" + text(expected) + ")");
      }
    }
    return changed;
  }

  /** A list is told by its length. */
  private static Object counted(Object value) {
    return value instanceof List<?> list ? list.size() : value;
  }

  /** Has nothing to hide: the report names no host, no scope and no object. */
  private static boolean isPlain(Object value) {
    return value instanceof Number
        || value instanceof Boolean
        || value instanceof Duration
        || isPairOfNumbers(value)
        || (value instanceof Optional<?> optional
            && optional.map(ChangedSettings::isPlain).orElse(true));
  }

  private static boolean isPairOfNumbers(Object value) {
    return value instanceof String text && text.matches("\\d+, \\d+");
  }

  static String text(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(ChangedSettings::text).orElse("none");
    }
    return value instanceof Duration time ? time.toSeconds() + " s" : value.toString();
  }

  /** Made when they are first asked for. */
  private static final class Defaults {
    static final Settings SETTINGS =
        McpSecurityConfig.builder(NOBODY).issuer(NOBODY).build().settings();
  }
}

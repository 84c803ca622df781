package io.github.jerseymcp.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Every setting, once. */
final class SettingTable {

  /** What begins a sentence about a setting: {@code tokens.clockLeeway}. */
  private static final Pattern WORD = Pattern.compile("[A-Za-z]+(\\.[A-Za-z-]+)?");

  /** What begins a configuration; each is read together with another. */
  private static final Map<String, String> BEGINNING =
      Map.of(
          "publicOrigin", "public-origin",
          "trustedPeers", "trusted-peers",
          "allowedHosts", "proxy-hosts");

  static final List<Setting> ALL =
      Stream.of(
              EdgeRows.ALL,
              TokenRows.ALL,
              ResolverRows.ALL,
              SenderRows.ALL,
              AnswerRows.ALL,
              CallerRows.ALL,
              EventRows.ALL,
              RateRows.ALL,
              AnonymousRows.ALL,
              LogoutRows.ALL,
              SignatureRows.ALL)
          .flatMap(List::stream)
          .toList();

  private static final Map<String, Setting> BY_PROPERTY = new LinkedHashMap<>();
  private static final Map<String, String> PROPERTY_OF_WORD = new LinkedHashMap<>(BEGINNING);

  static {
    for (Setting setting : ALL) {
      if (!setting.property().isEmpty()) {
        BY_PROPERTY.put(setting.property(), setting);
        PROPERTY_OF_WORD.put(setting.word(), setting.property());
      }
    }
  }

  private SettingTable() {}

  /** The settings that have a property, by its name without the prefix. */
  static Map<String, Setting> byProperty() {
    return BY_PROPERTY;
  }

  /** A sentence about a setting, in the words of somebody who wrote properties. */
  static String inWordsOfProperties(String sentence) {
    Matcher word = WORD.matcher(sentence);
    String property = word.lookingAt() ? PROPERTY_OF_WORD.get(word.group()) : null;
    return property == null
        ? sentence
        : McpSecurityProperties.PREFIX + property + sentence.substring(word.end());
  }
}

package io.github.jerseymcp.config;

import io.github.jerseymcp.token.TrustedIssuer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration from properties. A name that is unknown is an error: a setting that is
 * spelled wrong must not be taken for its default.
 */
public final class McpSecurityProperties {

  public static final String PREFIX = "mcp.security.";

  /** These are read together, to begin the configuration. */
  static final List<String> BEGINNING =
      List.of(
          "public-origin",
          "trusted-peers",
          "proxy-hosts",
          "issuers",
          "issuer-profile",
          "jwks-uri",
          "extra-audiences");

  private final Map<String, PropertyValue> values = new LinkedHashMap<>();
  private final Map<String, WrittenIssuer> namedIssuers = new TreeMap<>();
  private final Map<String, WrittenCredential> credentials = new TreeMap<>();
  private final List<String> problems = new ArrayList<>();

  McpSecurityProperties(Map<String, ?> properties) {
    properties.forEach(
        (name, written) -> {
          Object value = written instanceof Object[] array ? Arrays.asList(array) : written;
          if (name.startsWith(PREFIX)) {
            String setting = name.substring(PREFIX.length());
            if (isKnown(setting) && hasGap(value)) {
              problems.add(name + " has no value: write one, or leave the setting out");
            } else if (isKnown(setting)) {
              put(setting, new PropertyValue(name, text(value), problems), value);
            } else {
              problems.add(name + " is not a setting: " + correction(setting));
            }
          } else {
            SettingNames.meantBy(name)
                .ifPresent(
                    setting -> problems.add(name + " has no effect: " + correction(setting)));
          }
        });
  }

  private static boolean isKnown(String setting) {
    Matcher ofIssuer = WrittenIssuer.PROPERTY.matcher(setting);
    Matcher ofCredential = WrittenCredential.PROPERTY.matcher(setting);
    return SettingTable.byProperty().containsKey(setting)
        || BEGINNING.contains(setting)
        || (ofCredential.matches() && WrittenCredential.settings().contains(ofCredential.group(2)))
        || (ofIssuer.matches() && WrittenIssuer.settings().contains(ofIssuer.group(2)));
  }

  private void put(String setting, PropertyValue value, Object written) {
    Matcher ofIssuer = WrittenIssuer.PROPERTY.matcher(setting);
    Matcher ofCredential = WrittenCredential.PROPERTY.matcher(setting);
    if (ofCredential.matches()) {
      credentials
          .computeIfAbsent(ofCredential.group(1), name -> new WrittenCredential(name, problems))
          .put(ofCredential.group(2), value, written);
    } else if (ofIssuer.matches()) {
      namedIssuers
          .computeIfAbsent(ofIssuer.group(1), name -> new WrittenIssuer(name, problems))
          .put(ofIssuer.group(2), value);
    } else {
      values.put(setting, value);
    }
  }

  private static String correction(String setting) {
    Matcher ofIssuer = WrittenIssuer.PROPERTY.matcher(setting);
    if (ofIssuer.matches()) {
      return "settings of an issuer are " + String.join(", ", WrittenIssuer.settings());
    }
    if (WrittenCredential.PROPERTY.matcher(setting).matches()) {
      return "settings of a credential are " + String.join(", ", WrittenCredential.settings());
    }
    List<String> known = new ArrayList<>(BEGINNING);
    known.addAll(SettingTable.byProperty().keySet());
    return SettingNames.nearest(setting, known)
        .map(name -> "did you mean " + PREFIX + name + "?")
        .orElse("check its spelling; all names begin with " + PREFIX);
  }

  /** The properties that were probably meant as settings, whether or not they are some. */
  public static List<String> among(Collection<String> properties) {
    return properties.stream()
        .filter(name -> name.startsWith(PREFIX) || SettingNames.meantBy(name).isPresent())
        .sorted()
        .toList();
  }

  McpSecurityConfig config() {
    McpSecurityConfigBuilder builder = begin();
    addIssuers(builder);
    SettingTable.byProperty()
        .forEach(
            (name, setting) ->
                value(name).ifPresent(value -> setting.reads().accept(builder, value)));
    return builder.build(problems, SettingTable::inWordsOfProperties);
  }

  private McpSecurityConfigBuilder begin() {
    Optional<PropertyValue> origin = value("public-origin");
    Optional<PropertyValue> peers = value("trusted-peers");
    if (origin.isPresent() == peers.isPresent()) {
      problems.add(
          "Set either " + PREFIX + "public-origin, or " + PREFIX + "trusted-peers with its hosts");
    }
    return peers.isPresent() && origin.isEmpty()
        ? McpSecurityConfig.builderBehindProxy(
            List.of(peers.get().list()),
            value("proxy-hosts").map(hosts -> List.of(hosts.list())).orElse(List.of()))
        : McpSecurityConfig.builder(
            origin.map(PropertyValue::text).orElse("https://unset.invalid"));
  }

  private void addIssuers(McpSecurityConfigBuilder builder) {
    Function<String, TrustedIssuer> profile =
        value("issuer-profile")
            .map(name -> name.oneOf(WrittenIssuer.PROFILES))
            .orElse(TrustedIssuer::of);
    String[] issuers = value("issuers").map(PropertyValue::list).orElse(new String[0]);
    Optional<PropertyValue> jwksUri = value("jwks-uri");
    if (jwksUri.isPresent() && issuers.length != 1) {
      problems.add(PREFIX + "jwks-uri needs exactly one issuer");
    }
    ExtraAudiences audiences =
        new ExtraAudiences(
            PREFIX + "extra-audiences",
            value("extra-audiences").map(PropertyValue::list).orElse(new String[0]),
            issuers,
            problems);
    for (String name : issuers) {
      TrustedIssuer issuer = profile.apply(name);
      if (jwksUri.isPresent()) {
        issuer = issuer.withJwksUri(jwksUri.get().text());
      }
      String[] extra = audiences.of(name);
      builder.issuer(extra.length == 0 ? issuer : issuer.withAudiences(extra));
    }
    namedIssuers.values().forEach(issuer -> issuer.addTo(builder));
    credentials.values().forEach(kind -> kind.read().ifPresent(builder::credential));
  }

  /** Whether nothing stands where a file has a name: that must not be read as the text "null". */
  private static boolean hasGap(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.values().stream().anyMatch(McpSecurityProperties::hasGap);
    }
    return value instanceof Collection<?> members
        ? members.stream().anyMatch(McpSecurityProperties::hasGap)
        : value == null;
  }

  /**
   * A list of a YAML file, or an array, means the same as its members with commas between them, and
   * a map the same as {@code key=value}, where a value that is a list has spaces between its
   * members.
   */
  private static String text(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> entry.getKey() + "=" + joined(entry.getValue(), " "))
          .collect(Collectors.joining(","));
    }
    return joined(value, ",");
  }

  private static String joined(@Nullable Object value, String separator) {
    return value instanceof Collection<?> members
        ? members.stream().map(String::valueOf).collect(Collectors.joining(separator))
        : String.valueOf(value).strip();
  }

  private Optional<PropertyValue> value(String setting) {
    return Optional.ofNullable(values.get(setting));
  }
}

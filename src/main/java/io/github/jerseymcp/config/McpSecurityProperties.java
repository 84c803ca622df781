package io.github.jerseymcp.config;

import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.edge.EdgeLimits;
import io.github.jerseymcp.edge.ForwardedFamily;
import io.github.jerseymcp.jose.Cryptography;
import io.github.jerseymcp.token.TrustedIssuer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a configuration from properties. A name that is unknown is an error: a setting that is
 * spelled wrong must not be taken for its default.
 */
public final class McpSecurityProperties {

  public static final String PREFIX = "mcp.security.";

  private static final Map<String, BiConsumer<McpSecurityConfigBuilder, Value>> SETTINGS =
      new LinkedHashMap<>();
  private static final Map<String, Function<String, TrustedIssuer>> PROFILES =
      Map.of(
          "rfc9068", TrustedIssuer::of,
          "keycloak", TrustedIssuer::keycloak,
          "entra", TrustedIssuer::entra,
          "auth0", TrustedIssuer::auth0,
          "okta", TrustedIssuer::okta);

  /** These are read together, to begin the configuration. */
  private static final List<String> BEGINNING =
      List.of(
          "public-origin",
          "trusted-peers",
          "proxy-hosts",
          "issuers",
          "issuer-profile",
          "jwks-uri",
          "extra-audiences",
          "max-header-bytes",
          "max-header-fields",
          "max-body-bytes",
          "bind-address");

  static {
    SETTINGS.put("allowed-hosts", (builder, value) -> builder.allowedHost(value.list()));
    SETTINGS.put("allowed-origins", (builder, value) -> builder.allowedOrigin(value.list()));
    SETTINGS.put("allowed-headers", (builder, value) -> builder.allowedHeader(value.list()));
    SETTINGS.put(
        "body-timeout-seconds",
        (builder, value) -> builder.bodyTimeout(Duration.ofSeconds(value.number())));
    SETTINGS.put(
        "forwarded-header",
        (builder, value) ->
            builder.forwardedBy(
                value.oneOf(
                    Map.of(
                        "forwarded",
                        ForwardedFamily.FORWARDED,
                        "x-forwarded",
                        ForwardedFamily.X_FORWARDED))));
    SETTINGS.put(
        "clock-leeway-seconds",
        (builder, value) -> builder.clockLeeway(Duration.ofSeconds(value.number())));
    SETTINGS.put(
        "token-cache-bytes",
        (builder, value) -> {
          if (value.text().equals("none")) {
            builder.withoutTokenCache();
          } else {
            builder.tokenCache(value.number());
          }
        });
    SETTINGS.put(
        "cryptography",
        (builder, value) ->
            builder.cryptography(
                value.oneOf(
                    Map.of(
                        "native-if-available",
                        Cryptography.NATIVE_IF_AVAILABLE,
                        "jdk",
                        Cryptography.JDK))));
    SETTINGS.put("wildcard-scopes", (builder, value) -> builder.wildcardScopes(value.flag()));
    SETTINGS.put(
        "granted-scopes-in-challenges",
        (builder, value) -> builder.grantedScopesInChallenges(value.flag()));
    SETTINGS.put(
        "all-scopes-in-first-challenge",
        (builder, value) -> builder.allScopesInFirstChallenge(value.flag()));
    SETTINGS.put(
        "more-scopes-in-first-challenge",
        (builder, value) -> builder.moreScopesInFirstChallenge(value.list()));
    CallerLimitProperties.names()
        .forEach(
            (name, holding) ->
                SETTINGS.put(
                    name,
                    (builder, value) ->
                        builder.callerLimits(limits -> value.limit(limits, holding))));
    SETTINGS.put(
        CallerLimitProperties.SERVICE_ACCOUNTS,
        (builder, value) ->
            builder.callerLimits(limits -> limits.withServiceAccounts(value.factor())));
    SETTINGS.put("strict-audience", (builder, value) -> builder.strictAudience(value.flag()));
    SETTINGS.put("scopes-as-roles", (builder, value) -> builder.scopesAsRoles(value.flag()));
    SETTINGS.put("realm", (builder, value) -> builder.realm(value.text()));
    SETTINGS.put("base-path", (builder, value) -> builder.basePath(value.text()));
    SETTINGS.put(
        "documents-at-host-root", (builder, value) -> builder.documentsAtHostRoot(value.flag()));
    SETTINGS.put(
        "root-document",
        (builder, value) -> {
          if (value.text().equals("none")) {
            builder.withoutRootDocument();
          } else {
            builder.rootDocument(value.text());
          }
        });
  }

  private final Map<String, Value> values = new LinkedHashMap<>();
  private final List<String> problems = new ArrayList<>();

  McpSecurityProperties(Map<String, ?> properties) {
    properties.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX)) {
            String setting = name.substring(PREFIX.length());
            if (SETTINGS.containsKey(setting) || BEGINNING.contains(setting)) {
              values.put(setting, new Value(name, text(value), problems));
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

  private static String correction(String setting) {
    List<String> known = new ArrayList<>(BEGINNING);
    known.addAll(SETTINGS.keySet());
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

  public McpSecurityConfig config() {
    McpSecurityConfigBuilder builder = begin();
    addIssuers(builder);
    addLimits(builder);
    value("bind-address").ifPresent(address -> bind(builder, address));
    SETTINGS.forEach(
        (name, setting) -> value(name).ifPresent(value -> setting.accept(builder, value)));
    return builder.build(problems);
  }

  private McpSecurityConfigBuilder begin() {
    Optional<Value> origin = value("public-origin");
    Optional<Value> peers = value("trusted-peers");
    if (origin.isPresent() == peers.isPresent()) {
      problems.add(
          "Set either " + PREFIX + "public-origin, or " + PREFIX + "trusted-peers with its hosts");
    }
    return peers.isPresent() && origin.isEmpty()
        ? McpSecurityConfig.builderBehindProxy(
            List.of(peers.get().list()),
            value("proxy-hosts").map(hosts -> List.of(hosts.list())).orElse(List.of()))
        : McpSecurityConfig.builder(origin.map(Value::text).orElse("https://unset.invalid"));
  }

  private void addIssuers(McpSecurityConfigBuilder builder) {
    Function<String, TrustedIssuer> profile =
        value("issuer-profile").map(name -> name.oneOf(PROFILES)).orElse(TrustedIssuer::of);
    String[] issuers = value("issuers").map(Value::list).orElse(new String[0]);
    Optional<Value> jwksUri = value("jwks-uri");
    if (jwksUri.isPresent() && issuers.length != 1) {
      problems.add(PREFIX + "jwks-uri needs exactly one issuer");
    }
    ExtraAudiences audiences =
        new ExtraAudiences(
            PREFIX + "extra-audiences",
            value("extra-audiences").map(Value::list).orElse(new String[0]),
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
  }

  private void addLimits(McpSecurityConfigBuilder builder) {
    EdgeLimits standard = EdgeLimits.defaults();
    long headerBytes = number("max-header-bytes", standard.headerBytes());
    long headerFields = number("max-header-fields", standard.headerFields());
    long bodyBytes = number("max-body-bytes", standard.bodyBytes());
    if (headerBytes < 1 || headerFields < 1 || bodyBytes < 1) {
      problems.add(PREFIX + "max-...: each limit must be at least 1");
    } else {
      builder.limits(
          new EdgeLimits(
              (int) Math.min(headerBytes, Integer.MAX_VALUE),
              (int) Math.min(headerFields, Integer.MAX_VALUE),
              bodyBytes));
    }
  }

  private void bind(McpSecurityConfigBuilder builder, Value address) {
    int colon = address.text().lastIndexOf(':');
    if (colon < 1) {
      problems.add(address.name() + " must be host:port");
    } else {
      Value port = new Value(address.name(), address.text().substring(colon + 1), problems);
      builder.bindAddress(address.text().substring(0, colon), (int) port.number());
    }
  }

  /**
   * A list of a YAML file means the same as its members with commas between them, and a map the
   * same as {@code key=value}, where a value that is a list has spaces between its members.
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

  private Optional<Value> value(String setting) {
    return Optional.ofNullable(values.get(setting));
  }

  private long number(String setting, long standard) {
    return value(setting).map(Value::number).orElse(standard);
  }

  /** One property; whatever is wrong with it becomes a problem that names it. */
  private record Value(String name, String text, List<String> problems) {

    String[] list() {
      return java.util.Arrays.stream(text.split(",", -1))
          .map(String::strip)
          .filter(part -> !part.isEmpty())
          .toArray(String[]::new);
    }

    long number() {
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        problems.add(name + " must be a whole number");
        return 1;
      }
    }

    CallerLimits limit(CallerLimits limits, Holding holding) {
      try {
        return CallerLimitProperties.with(limits, holding, text);
      } catch (IllegalArgumentException e) {
        problems.add(
            name + " must be two numbers of at least 1, for one caller and for all: 64, 10000");
        return limits;
      }
    }

    int factor() {
      long factor = number();
      if (factor < 1 || factor > CallerLimits.LARGEST_FACTOR) {
        problems.add(name + " must be from 1 to " + CallerLimits.LARGEST_FACTOR);
        return 1;
      }
      return (int) factor;
    }

    boolean flag() {
      if (!text.equals("true") && !text.equals("false")) {
        problems.add(name + " must be true or false");
      }
      return text.equals("true");
    }

    <T> T oneOf(Map<String, T> choices) {
      T chosen = choices.get(text);
      if (chosen == null) {
        problems.add(name + " must be one of " + new java.util.TreeSet<>(choices.keySet()));
        return choices.values().iterator().next();
      }
      return chosen;
    }
  }
}

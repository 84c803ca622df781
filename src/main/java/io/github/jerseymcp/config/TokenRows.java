package io.github.jerseymcp.config;

import io.github.jerseymcp.jose.Cryptography;
import io.github.jerseymcp.token.KeySettings;
import io.github.jerseymcp.token.TokenSettings;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The settings of tokens and keys. */
final class TokenRows {

  private static final Map<String, Cryptography> CRYPTOGRAPHY =
      Map.of("native-if-available", Cryptography.NATIVE_IF_AVAILABLE, "jdk", Cryptography.JDK);

  static final List<Setting> ALL =
      List.of(
          token(
              "withClockLeeway",
              "clock-leeway-seconds",
              (tokens, text) -> tokens.withClockLeeway(text.seconds()),
              TokenSettings::clockLeeway),
          token(
              "withStrictAudience",
              "strict-audience",
              (tokens, text) -> text.flag() ? tokens.withStrictAudience() : tokens,
              TokenSettings::strictAudience),
          token(
              "withMaximumLength",
              "max-token-length",
              (tokens, text) -> tokens.withMaximumLength(text.integer()),
              TokenSettings::maximumLength),
          token(
              "withMaximumLifetime",
              "max-token-lifetime-seconds",
              (tokens, text) -> tokens.withMaximumLifetime(text.seconds()),
              TokenSettings::maximumLifetime),
          token(
              "withCacheBytes",
              "token-cache-bytes",
              (tokens, text) ->
                  text.isNone() ? tokens.withoutCache() : tokens.withCacheBytes(text.number()),
              TokenSettings::cacheBytes),
          key(
              "withTimeToLive",
              "key-time-to-live-seconds",
              (keys, text) -> keys.withTimeToLive(text.seconds()),
              KeySettings::timeToLive),
          key(
              "withMinimumInterval",
              "key-minimum-interval-seconds",
              (keys, text) -> keys.withMinimumInterval(text.seconds()),
              KeySettings::minimumInterval),
          key(
              "withOutageTolerance",
              "key-outage-tolerance-seconds",
              (keys, text) -> keys.withOutageTolerance(text.seconds()),
              KeySettings::outageTolerance),
          key(
              "withFetchTimeout",
              "key-fetch-timeout-seconds",
              (keys, text) -> keys.withFetchTimeout(text.seconds()),
              KeySettings::fetchTimeout),
          key(
              "withMaximumBytes",
              "max-key-document-bytes",
              (keys, text) -> keys.withMaximumBytes(text.integer()),
              KeySettings::maximumBytes),
          new Setting(
              "",
              "cryptography",
              "cryptography",
              (builder, text) -> builder.cryptography(text.oneOf(CRYPTOGRAPHY)),
              settings -> settings.tokens().cryptography()));

  private TokenRows() {}

  private static Setting token(
      String method,
      String property,
      BiFunction<TokenSettings, PropertyValue, TokenSettings> change,
      Function<TokenSettings, Object> value) {
    return new Setting(
        "tokens",
        method,
        property,
        (builder, text) -> builder.tokens(tokens -> change.apply(tokens, text)),
        settings -> value.apply(settings.tokens()));
  }

  private static Setting key(
      String method,
      String property,
      BiFunction<KeySettings, PropertyValue, KeySettings> change,
      Function<KeySettings, Object> value) {
    return new Setting(
        "keys",
        method,
        property,
        (builder, text) -> builder.keys(keys -> change.apply(keys, text)),
        settings -> value.apply(settings.keys()));
  }
}

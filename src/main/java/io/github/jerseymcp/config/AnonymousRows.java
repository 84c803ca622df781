package io.github.jerseymcp.config;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The settings of {@link AnonymousSettings}. */
final class AnonymousRows {

  static final List<Setting> ALL =
      List.of(
          row(
              "withMaximumBodyBytes",
              "anonymous-max-body-bytes",
              (anonymous, text) -> anonymous.withMaximumBodyBytes(text.integer()),
              AnonymousSettings::maximumBodyBytes),
          row(
              "withBodyTimeout",
              "anonymous-body-timeout-seconds",
              (anonymous, text) -> anonymous.withBodyTimeout(text.seconds()),
              AnonymousSettings::bodyTimeout),
          row(
              "withRequestsOfNetwork",
              "anonymous-requests-of-network",
              AnonymousRows::rate,
              anonymous -> anonymous.requestsOfNetwork().toString()),
          Setting.ofBuilder(
              "anonymous",
              "withLimits",
              settings -> settings.anonymous().limits() != AnonymousSettings.defaults().limits()));

  private AnonymousRows() {}

  private static AnonymousSettings rate(AnonymousSettings anonymous, PropertyValue text) {
    return RateRows.numbers(text.text())
        .map(rate -> anonymous.withRequestsOfNetwork(rate.limit(), rate.period()))
        .orElseGet(
            () -> {
              text.mustBe(WrittenRate.RANGE);
              return anonymous;
            });
  }

  private static Setting row(
      String method,
      String property,
      BiFunction<AnonymousSettings, PropertyValue, AnonymousSettings> change,
      Function<AnonymousSettings, Object> value) {
    return new Setting(
        "anonymous",
        method,
        property,
        (builder, text) -> builder.anonymous(anonymous -> change.apply(anonymous, text)),
        settings -> value.apply(settings.anonymous()));
  }
}

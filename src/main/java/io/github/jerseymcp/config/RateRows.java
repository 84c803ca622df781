package io.github.jerseymcp.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The settings of {@link RateSettings}: {@code rate-requests-of-caller} with "600, 60" say. */
final class RateRows {

  private static final Pattern TWO_NUMBERS =
      Pattern.compile("\\s*(\\d{1,9})(?:\\s*,\\s*|\\s+)(\\d{1,9})\\s*");

  static final List<Setting> ALL =
      List.of(
          row(
              "withRequestsOfCaller",
              "rate-requests-of-caller",
              rate(RateSettings::withRequestsOfCaller),
              rates -> rates.requestsOfCaller().map(WrittenRate::toString)),
          row(
              "withCallsOfCaller",
              "rate-calls-of-caller",
              rate(RateSettings::withCallsOfCaller),
              rates -> rates.callsOfCaller().map(WrittenRate::toString)),
          row(
              "withCallsOfTool",
              "rate-calls-of-tools",
              RateRows::tools,
              RateSettings::callsOfTools),
          row(
              "withFailuresOfNetwork",
              "rate-failures-of-network",
              rate(RateSettings::withFailuresOfNetwork),
              rates -> rates.failuresOfNetwork().map(WrittenRate::toString)),
          row(
              "withLongestDelay",
              "rate-longest-delay-seconds",
              (rates, text) -> rates.withLongestDelay(text.seconds()),
              RateSettings::longestDelay),
          row(
              "withNetworks",
              "rate-networks",
              RateRows::networks,
              rates -> rates.ipv4Bits() + ", " + rates.ipv6Bits()),
          row(
              "withProxies",
              "rate-proxies",
              (rates, text) -> rates.withProxies(text.list()),
              RateSettings::proxies),
          row(
              "withRefusalInOutages",
              "rate-refusal-in-outages",
              (rates, text) -> text.flag() ? rates.withRefusalInOutages() : rates,
              RateSettings::refusesInOutages),
          Setting.ofBuilder(
              "rates", "withLimiter", settings -> settings.rates().limiter().isPresent()));

  private RateRows() {}

  private static BiFunction<RateSettings, PropertyValue, RateSettings> rate(Change change) {
    return (rates, text) ->
        numbers(text.text())
            .map(rate -> change.apply(rates, rate.limit(), rate.period()))
            .orElseGet(
                () -> {
                  text.mustBe(WrittenRate.RANGE);
                  return rates;
                });
  }

  /** Rules such as {@code search=10 60}, with commas between them. */
  private static RateSettings tools(RateSettings rates, PropertyValue text) {
    RateSettings all = rates;
    for (String rule : text.list()) {
      int sign = rule.lastIndexOf('=');
      Optional<WrittenRate> rate = numbers(rule.substring(sign + 1));
      if (sign < 1 || rate.isEmpty()) {
        text.mustBe("tools with their rates, such as search=10 60, export=2 3600, or a map");
        return rates;
      }
      all =
          all.withCallsOfTool(
              rule.substring(0, sign).strip(), rate.get().limit(), rate.get().period());
    }
    return all;
  }

  private static RateSettings networks(RateSettings rates, PropertyValue text) {
    Matcher numbers = TWO_NUMBERS.matcher(text.text());
    if (!numbers.matches()) {
      text.mustBe("two numbers of bits, of IPv4 and of IPv6 addresses: 32, 64");
      return rates;
    }
    return rates.withNetworks(
        Integer.parseInt(numbers.group(1)), Integer.parseInt(numbers.group(2)));
  }

  static Optional<WrittenRate> numbers(String text) {
    Matcher numbers = TWO_NUMBERS.matcher(text);
    return numbers.matches()
        ? Optional.of(
            new WrittenRate(
                Integer.parseInt(numbers.group(1)),
                Duration.ofSeconds(Integer.parseInt(numbers.group(2)))))
        : Optional.empty();
  }

  private static Setting row(
      String method,
      String property,
      BiFunction<RateSettings, PropertyValue, RateSettings> change,
      Function<RateSettings, Object> value) {
    return new Setting(
        "rates",
        method,
        property,
        (builder, text) -> builder.rates(rates -> change.apply(rates, text)),
        settings -> value.apply(settings.rates()));
  }

  /** Sets one rate. */
  @FunctionalInterface
  private interface Change {

    RateSettings apply(RateSettings rates, int limit, Duration period);
  }
}

package io.github.jerseymcp.config;

import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.account.Holding;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads the limits on callers from properties: {@code limit-calls} with the value "64, 10000". */
final class CallerLimitProperties {

  static final String SERVICE_ACCOUNTS = "limit-factor-of-service-accounts";

  private static final Map<String, Holding> BY_NAME =
      Stream.of(Holding.values())
          .collect(
              Collectors.toUnmodifiableMap(
                  holding -> "limit-" + holding.settingName(), holding -> holding));
  private static final Pattern TWO_NUMBERS =
      Pattern.compile("\\s*(\\d{1,18})\\s*,\\s*(\\d{1,18})\\s*");

  private CallerLimitProperties() {}

  /** The properties and the kind that each is about, without the prefix of all properties. */
  static Map<String, Holding> names() {
    return BY_NAME;
  }

  /**
   * The limits with what a property says.
   *
   * @throws IllegalArgumentException if it is not two numbers of at least 1
   */
  static CallerLimits with(CallerLimits limits, Holding holding, String value) {
    Matcher numbers = TWO_NUMBERS.matcher(value);
    if (!numbers.matches()) {
      throw new IllegalArgumentException("Not two numbers");
    }
    return limits.with(holding, Long.parseLong(numbers.group(1)), Long.parseLong(numbers.group(2)));
  }
}

package io.github.jerseymcp.config;

import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.account.Holding;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The limits on callers: {@code limit-calls} with the value "64, 10000". */
final class CallerRows {

  private static final Pattern TWO_NUMBERS =
      Pattern.compile("\\s*(\\d{1,18})\\s*,\\s*(\\d{1,18})\\s*");

  static final List<Setting> ALL =
      Stream.concat(
              Stream.of(Holding.values()).map(CallerRows::row),
              Stream.of(
                  new Setting(
                      "callers",
                      "withServiceAccounts",
                      "limit-factor-of-service-accounts",
                      (builder, text) ->
                          builder.callers(limits -> limits.withServiceAccounts(text.integer())),
                      settings -> settings.callerLimits().serviceAccounts())))
          .toList();

  private CallerRows() {}

  private static Setting row(Holding holding) {
    return new Setting(
        "callers",
        holding.settingName(),
        "limit-" + holding.settingName(),
        (builder, text) -> builder.callers(limits -> with(limits, holding, text)),
        settings -> valueOf(settings.callerLimits(), holding));
  }

  private static String valueOf(CallerLimits limits, Holding holding) {
    return limits.ofCaller(holding) + ", " + limits.ofAll(holding);
  }

  private static CallerLimits with(CallerLimits limits, Holding holding, PropertyValue text) {
    Matcher numbers = TWO_NUMBERS.matcher(text.text());
    if (!numbers.matches()) {
      text.mustBe("two numbers of at least 1, for one caller and for all: 64, 10000");
      return limits;
    }
    return limits.with(holding, Long.parseLong(numbers.group(1)), Long.parseLong(numbers.group(2)));
  }
}

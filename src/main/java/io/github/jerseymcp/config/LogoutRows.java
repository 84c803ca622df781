package io.github.jerseymcp.config;

import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The settings of {@link LogoutSettings}. */
final class LogoutRows {

  static final List<Setting> ALL =
      List.of(
          row(
              "withPath",
              "logout-path",
              (logout, text) -> logout.withPath(text.text()),
              LogoutSettings::path),
          row("withClients", "logout-clients", LogoutRows::clients, LogoutSettings::clients),
          row(
              "withMaximumLifetime",
              "logout-max-lifetime-seconds",
              (logout, text) -> logout.withMaximumLifetime(text.seconds()),
              LogoutSettings::maximumLifetime),
          row(
              "withMaximumBodyBytes",
              "logout-max-body-bytes",
              (logout, text) -> logout.withMaximumBodyBytes(text.integer()),
              LogoutSettings::maximumBodyBytes),
          row(
              "withBodyTimeout",
              "logout-body-timeout-seconds",
              (logout, text) -> logout.withBodyTimeout(text.seconds()),
              LogoutSettings::bodyTimeout),
          row(
              "withRequestsOfNetwork",
              "logout-requests-of-network",
              (logout, text) -> logout.withRequestsOfNetwork(text.integer()),
              LogoutSettings::requestsOfNetwork),
          Setting.ofBuilder("logout", "withReplayStore", settings -> settings.logout().store()));

  private LogoutRows() {}

  private static LogoutSettings clients(LogoutSettings logout, PropertyValue text) {
    LogoutSettings all = logout;
    for (String member : text.list()) {
      // An identifier of an issuer may have the sign in it, and those of its clients may not.
      int sign = member.lastIndexOf('=');
      if (sign < 1 || sign == member.length() - 1) {
        text.mustBe("issuers with their clients: https://auth.example.com=client-1 client-2");
        return logout;
      }
      all =
          all.withClients(
              member.substring(0, sign).strip(), member.substring(sign + 1).strip().split(" +"));
    }
    return all;
  }

  private static Setting row(
      String method,
      String property,
      BiFunction<LogoutSettings, PropertyValue, LogoutSettings> change,
      Function<LogoutSettings, Object> value) {
    return new Setting(
        "logout",
        method,
        property,
        (builder, text) -> builder.logout(logout -> change.apply(logout, text)),
        settings -> value.apply(settings.logout()));
  }
}

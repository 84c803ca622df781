package io.github.jerseymcp.config;

import io.github.jerseymcp.tenant.ResolverSettings;
import java.util.List;
import java.util.function.Function;

/** The settings of issuers that somebody gives, who is an object: there are no properties. */
final class ResolverRows {

  static final List<Setting> ALL =
      List.of(
          row("withIssuers", resolver -> resolver.issuers().isPresent()),
          row("withTenants", resolver -> resolver.tenants().isPresent()),
          row("withAuthorizationServers", ResolverSettings::authorizationServers),
          row("withMaximumIssuers", ResolverSettings::maximumIssuers),
          row("withMaximumAge", ResolverSettings::maximumAge),
          row("withUnknownAge", ResolverSettings::unknownAge),
          row("withOutageTolerance", ResolverSettings::outageTolerance),
          row("withTimeout", ResolverSettings::timeout),
          row("withMaximumConcurrent", ResolverSettings::maximumConcurrent),
          row("withMaximumWaiting", ResolverSettings::maximumWaiting),
          row("withNewNamesPerSecond", ResolverSettings::newNamesPerSecond));

  private ResolverRows() {}

  private static Setting row(String method, Function<ResolverSettings, Object> value) {
    return Setting.ofBuilder("resolver", method, settings -> value.apply(settings.resolver()));
  }
}

package io.github.jerseymcp.tenant;

import io.github.jerseymcp.fetch.SecureAddress;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Finds the mistakes in {@link ResolverSettings}. */
final class ResolverProblems {

  private static final Pattern VARIABLE = Pattern.compile("\\w[\\w.-]*");

  private ResolverProblems() {}

  static void check(ResolverSettings settings, List<String> problems) {
    between(problems, "maximumIssuers", settings.maximumIssuers(), 1, 100_000);
    between(problems, "maximumConcurrent", settings.maximumConcurrent(), 1, 1_000);
    between(problems, "maximumWaiting", settings.maximumWaiting(), 1, 10_000);
    between(problems, "newNamesPerSecond", settings.newNamesPerSecond(), 1, 10_000);
    between(problems, "maximumAge", settings.maximumAge(), 1_000, 3_600_000);
    between(problems, "unknownAge", settings.unknownAge(), 1_000, 300_000);
    between(problems, "outageTolerance", settings.outageTolerance(), 0, 86_400_000);
    between(problems, "timeout", settings.timeout(), 100, 30_000);
    if (settings.tenants().isPresent() && !VARIABLE.matcher(settings.variable()).matches()) {
      problems.add("resolver.tenants must name a variable of a path, such as tenant");
    }
    for (String address : settings.authorizationServers()) {
      if (!SecureAddress.isSecure(address)) {
        problems.add(
            "resolver.authorizationServers must be absolute https URLs, or http on loopback");
      }
    }
    boolean advertises = !settings.authorizationServers().isEmpty();
    if (advertises && settings.issuers().isEmpty()) {
      problems.add(
          "resolver.authorizationServers need withIssuers: they stand for the issuers that it"
              + " finds");
    }
  }

  private static void between(
      List<String> problems, String setting, int value, int least, int most) {
    if (value < least || value > most) {
      problems.add("resolver." + setting + " must be from " + least + " to " + most);
    }
  }

  private static void between(
      List<String> problems, String setting, Duration value, long least, long most) {
    if (value.compareTo(Duration.ofMillis(least)) < 0
        || value.compareTo(Duration.ofMillis(most)) > 0) {
      problems.add(
          "resolver." + setting + " must be from " + least + " to " + most + " milliseconds");
    }
  }
}

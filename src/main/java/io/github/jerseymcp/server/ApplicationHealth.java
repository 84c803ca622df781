package io.github.jerseymcp.server;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.config.SenderSettings;
import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.health.HealthCheck;
import io.github.jerseymcp.resource.ProtectedResource;
import io.github.jerseymcp.time.Clocks;
import io.github.jerseymcp.token.VerifyToken;
import java.time.Duration;
import java.util.List;

/** Finds out what of one application is to be looked after. */
final class ApplicationHealth {

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private ApplicationHealth() {}

  static HealthCheck of(
      Settings settings, VerifyToken tokens, Accounts accounts, List<ProtectedResource> resources) {
    SenderSettings senders = settings.senders();
    boolean takesProofs =
        resources.stream().anyMatch(resource -> senders.dpopOf(resource) != DpopUse.OFF);
    boolean takesProofsOnly =
        !resources.isEmpty()
            && resources.stream()
                .allMatch(resource -> senders.dpopOf(resource) == DpopUse.REQUIRED);
    Duration interval = settings.keys().minimumInterval();
    return new HealthCheck(
        tokens.keys(),
        interval.compareTo(SHORTEST) < 0 ? SHORTEST : interval,
        senders.store().filter(store -> takesProofs),
        takesProofsOnly,
        accounts,
        Clocks.of(settings.clock()));
  }
}

package io.github.jerseymcp.server;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.config.SenderSettings;
import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.explain.ExplainedParts;
import io.github.jerseymcp.explain.RequestExplainer;
import io.github.jerseymcp.feed.ChangeFeed;
import io.github.jerseymcp.health.HealthCheck;
import io.github.jerseymcp.health.Measures;
import io.github.jerseymcp.metrics.Measure;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.resource.ProtectedResource;
import io.github.jerseymcp.time.Clocks;
import jakarta.ws.rs.core.Configuration;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Makes what answers the questions of an operator about one application that has started. */
final class OperatorParts {

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final ApplicationSecurity security;
  private final Settings settings;
  private final List<ChangeFeed> feeds;

  OperatorParts(ApplicationSecurity security, List<ChangeFeed> feeds) {
    this.security = security;
    this.feeds = feeds;
    this.settings = security.settings();
  }

  List<Measure> measures() {
    return Measures.of(
        security.verifyToken(),
        storeInUse(),
        security.accounts(),
        security.resources().areThereOpenOperations()
            ? Optional.of(security.anonymous().accounts())
            : Optional.empty(),
        feeds);
  }

  private Optional<ReplayStore> storeInUse() {
    SenderSettings senders = settings.senders();
    return senders
        .store()
        .filter(
            store ->
                senders.signatures().isOn()
                    || security.resources().all().stream()
                        .anyMatch(resource -> senders.dpopOf(resource) != DpopUse.OFF));
  }

  HealthCheck health() {
    SenderSettings senders = settings.senders();
    List<ProtectedResource> resources = security.resources().all();
    boolean takesProofsOnly =
        !resources.isEmpty()
            && (senders.signatures().isOn()
                || resources.stream()
                    .allMatch(resource -> senders.dpopOf(resource) == DpopUse.REQUIRED));
    Duration interval = settings.keys().minimumInterval();
    return new HealthCheck(
        security.verifyToken().keys(),
        security.verifyToken().questions(),
        security.verifyToken().source(),
        interval.compareTo(SHORTEST) < 0 ? SHORTEST : interval,
        storeInUse(),
        security.claimProof()::failsLately,
        takesProofsOnly,
        security.accounts(),
        feeds,
        settings.revokedTokens(),
        Clocks.of(settings.clock()));
  }

  /**
   * Explains requests.
   *
   * @param configuration of the application
   * @param base the path of the application, as far as it is known before a request
   */
  RequestExplainer explainer(Configuration configuration, String base) {
    return new RequestExplainer(
        new ExplainedParts(
            settings,
            security.find(),
            security.checkEdge(),
            security.verifyToken(),
            security.challenges(),
            security.callerRules(),
            security::resources,
            security.audited().ways(),
            new EndpointInstances(configuration)::of,
            () -> security.addresses().basePath(base)));
  }
}

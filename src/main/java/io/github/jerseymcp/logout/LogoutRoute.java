package io.github.jerseymcp.logout;

import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.account.CallerLimits;
import io.github.jerseymcp.account.Holding;
import io.github.jerseymcp.body.RequestBodies;
import io.github.jerseymcp.config.LogoutSettings;
import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.container.NeededPeer;
import io.github.jerseymcp.refusal.RefusalWriter;
import io.github.jerseymcp.replay.InMemoryReplayStore;
import io.github.jerseymcp.replay.ReplayStore;
import io.github.jerseymcp.time.Clocks;
import io.github.jerseymcp.token.VerifyToken;
import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Configuration;
import java.lang.reflect.Method;
import java.util.Optional;
import org.glassfish.hk2.api.ServiceLocator;
import org.glassfish.jersey.server.model.ModelProcessor;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceModel;

/**
 * Adds the route of logout tokens to an application that is configured to take some. It begins at
 * the second priority, behind the route of the documents.
 */
@Priority(2)
public final class LogoutRoute implements ModelProcessor {

  /** How many times what is looked at of one network is looked at of all. */
  private static final int NETWORKS = 8;

  private final String path;
  private final LogoutResource resource;

  private LogoutRoute(String path, LogoutResource resource) {
    this.path = path;
    this.resource = resource;
  }

  /**
   * The route, where one is configured.
   *
   * @throws IllegalStateException if a path is, and nobody's word would count there
   */
  public static Optional<LogoutRoute> of(
      Settings settings, VerifyToken issuers, RefusalWriter writer, ServiceLocator services) {
    LogoutSettings logout = settings.logout();
    if (logout.isPathAlone()) {
      throw new IllegalStateException(
          "logout.path is set, and no authorization server may say anything there: name clients"
              + " with logout.withClients (logout-clients), or leave the path out");
    }
    return logout.isOn()
        ? Optional.of(
            new LogoutRoute(logout.path(), resource(settings, logout, issuers, writer, services)))
        : Optional.empty();
  }

  private static LogoutResource resource(
      Settings settings,
      LogoutSettings logout,
      VerifyToken issuers,
      RefusalWriter writer,
      ServiceLocator services) {
    Clocks clocks = Clocks.of(settings.clock());
    int atOnce = logout.requestsOfNetwork();
    Accounts accounts =
        new Accounts(
            CallerLimits.ofAnonymous()
                .with(Holding.CALLS, atOnce, (long) NETWORKS * atOnce)
                .with(Holding.BODIES, atOnce, (long) NETWORKS * atOnce));
    long leeway = settings.tokens().clockLeeway().toSeconds();
    ReplayStore used =
        logout
            .store()
            .or(settings.senders()::store)
            .orElseGet(() -> new InMemoryReplayStore(settings.clock()));
    return new LogoutResource(
        new LogoutForm(
            new RequestBodies(accounts, clocks.ticker(), logout.bodyTimeout(), services),
            logout.maximumBodyBytes(),
            logout.bodyTimeout()),
        new VerifyLogoutToken(
            new LogoutClaims(logout.clients(), leeway, logout.maximumLifetime().toSeconds()),
            issuers,
            used,
            clocks,
            leeway,
            logout.maximumBodyBytes()),
        settings.revokedTokens().orElseThrow(),
        accounts,
        NeededPeer.of(settings.peerAddress(), services, () -> true),
        settings.clientNetworks(),
        writer);
  }

  @Override
  public ResourceModel processResourceModel(ResourceModel model, Configuration configuration) {
    Resource.Builder route = Resource.builder(path);
    route.addMethod(HttpMethod.POST).handledBy(resource, handler());
    return new ResourceModel.Builder(model, false).addResource(route.build()).build();
  }

  @Override
  public ResourceModel processSubResource(ResourceModel model, Configuration configuration) {
    return model;
  }

  private static Method handler() {
    try {
      return LogoutResource.class.getMethod("logout", ContainerRequestContext.class);
    } catch (NoSuchMethodException e) {
      throw new AssertionError(e);
    }
  }
}

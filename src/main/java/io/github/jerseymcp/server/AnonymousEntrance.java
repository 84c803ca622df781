package io.github.jerseymcp.server;

import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.account.AnonymousAccess;
import io.github.jerseymcp.account.CallerAccount;
import io.github.jerseymcp.body.RequestBodies;
import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.rate.CallerRates;
import io.github.jerseymcp.request.AdmitAnonymous;
import io.github.jerseymcp.request.AdmittedRequest;
import io.github.jerseymcp.request.AnonymousRequest;
import io.github.jerseymcp.request.NobodySecurityContext;
import io.github.jerseymcp.request.OtherCredentials;
import io.github.jerseymcp.resource.ProtectedResources;
import io.github.jerseymcp.token.TokenWatch;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.function.Supplier;

/**
 * Lets requests without credentials as far as to the message that an MCP endpoint reads, where that
 * opens operations to anybody. What they take is counted in accounts of their own, so that they
 * take nothing from those who have signed in.
 */
final class AnonymousEntrance {

  private final AdmitAnonymous admit;
  private final Accounts accounts;
  private final CallerRates rates;
  private final RequestBodies bodies;
  private final TokenWatch watch;
  private final Settings settings;

  AnonymousEntrance(
      Settings settings,
      Supplier<ProtectedResources> resources,
      CallerRates rates,
      RequestBodies bodies,
      TokenWatch watch) {
    this.settings = settings;
    this.admit =
        new AdmitAnonymous(
            resources,
            new OtherCredentials(settings.boundCredentials()),
            settings.clientNetworks(),
            settings.anonymousBodyBytes());
    this.accounts = new Accounts(settings.anonymousLimits());
    this.rates = rates;
    this.bodies = bodies;
    this.watch = watch;
  }

  /** What requests without credentials hold. */
  Accounts accounts() {
    return accounts;
  }

  /** Whether it lets the request in; else that is to be authenticated. */
  boolean opensTo(ContainerRequestContext context, AdmittedRequest request) {
    AnonymousAccess.clear(context);
    // Nobody has signed for a caller who is not known.
    if (settings.senders().signatures().isOn() || !admit.admits(context)) {
      return false;
    }
    CallerAccount account = new CallerAccount(accounts, admit.keyOf(request, context.getHeaders()));
    bodies.count(context, account, settings.anonymousBodyTime());
    AnonymousRequest anonymous = new AnonymousRequest(request);
    anonymous.attachTo(context);
    new AnonymousAccess(account, settings.anonymousBodyBytes()).attachTo(context);
    rates.attachTo(context);
    watch.attachTo(context);
    context.setSecurityContext(new NobodySecurityContext(anonymous));
    return true;
  }
}

package io.github.jerseymcp.server;

import io.github.jerseymcp.account.Accounts;
import io.github.jerseymcp.body.RequestBodies;
import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.config.TrustedIssuers;
import io.github.jerseymcp.container.NeededPeer;
import io.github.jerseymcp.container.RequestAuthority;
import io.github.jerseymcp.edge.CheckEdge;
import io.github.jerseymcp.edge.Cors;
import io.github.jerseymcp.event.Reports;
import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.metrics.FlightRecorderEvents;
import io.github.jerseymcp.refusal.RefusalWriter;
import io.github.jerseymcp.request.AuthoriseLocators;
import io.github.jerseymcp.request.CallerRules;
import io.github.jerseymcp.request.Challenges;
import io.github.jerseymcp.request.ClaimProof;
import io.github.jerseymcp.request.ClockLog;
import io.github.jerseymcp.request.EstablishCaller;
import io.github.jerseymcp.request.Expectations;
import io.github.jerseymcp.request.ExtractCredentials;
import io.github.jerseymcp.request.FindProtectedResource;
import io.github.jerseymcp.request.MetadataAddresses;
import io.github.jerseymcp.request.OtherCredentials;
import io.github.jerseymcp.request.PlainRequests;
import io.github.jerseymcp.request.RefusalReport;
import io.github.jerseymcp.request.Refusals;
import io.github.jerseymcp.request.RefuseSecondToken;
import io.github.jerseymcp.request.VerifyCredentials;
import io.github.jerseymcp.request.VerifySender;
import io.github.jerseymcp.resource.ProtectedResources;
import io.github.jerseymcp.tenant.ResolvedIssuers;
import io.github.jerseymcp.time.Clocks;
import io.github.jerseymcp.time.Ticker;
import io.github.jerseymcp.token.VerifyToken;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.glassfish.hk2.api.ServiceLocator;
import org.glassfish.jersey.server.model.ResourceModel;
import org.jspecify.annotations.Nullable;

/**
 * The parts that protect one application, put together from its settings. The resources are known
 * once its start has been audited, before the first request.
 */
final class ApplicationSecurity {

  private final Settings settings;
  private final MetadataAddresses addresses;
  private final RefusalWriter writer;
  private final Challenges challenges;
  private final Reports reports;
  private final Refusals refusals;
  private final CallerRules callerRules;
  private final TrustedIssuers trustedIssuers;
  private final VerifyToken verifyToken;
  private final ClaimProof claimProof;
  private final Accounts accounts;
  private final ServiceLocator services;
  private final RequestBodies bodies;
  private final AnonymousEntrance anonymous;
  private final CheckEdge checkEdge;
  private final McpSecurity handle = new McpSecurity();
  private volatile @Nullable Audited audited;

  /** Puts together what protects the one application that has these services. */
  ApplicationSecurity(Settings settings, ServiceLocator services) {
    this.settings = settings;
    this.services = services;
    this.addresses = new MetadataAddresses(settings.documents());
    Ticker ticker = Clocks.of(settings.clock()).ticker();
    this.reports =
        new Reports(new SecurityEvents(FlightRecorderEvents.behind(settings.listeners()), ticker));
    this.writer =
        new RefusalWriter(
            settings.refusalBody(), new RefusalReport(reports, new Expectations(settings)));
    this.trustedIssuers = settings.trustedIssuers();
    this.challenges =
        new Challenges(
            settings.realm(),
            settings.firstChallenges(),
            settings.challengesNameGrantedScopes(),
            settings.senders(),
            addresses,
            trustedIssuers);
    this.refusals = new Refusals(challenges, writer);
    this.callerRules = new CallerRules(settings.scopeRules(), settings.watch());
    this.verifyToken =
        new VerifyToken(
            settings.decidingIssuers(),
            settings.tokens(),
            settings.keys(),
            settings.revokedTokens(),
            settings.clock(),
            reports.events(),
            ResolvedIssuers.of(settings.resolver()));
    this.claimProof =
        new ClaimProof(
            settings.senders().store(), settings.senders().proofs(), ticker, reports.events());
    this.accounts = new Accounts(settings.callerLimits());
    this.checkEdge =
        new CheckEdge(settings.origins(), settings.allowedOrigins(), settings.limits());
    this.bodies = new RequestBodies(accounts, ticker, settings.bodyTime(), services);
    this.anonymous =
        new AnonymousEntrance(
            settings,
            this::resources,
            RateParts.ofAnonymous(settings, ticker),
            bodies,
            callerRules.watch());
  }

  /**
   * Finds the protected resources, or throws with everything that makes the start unsafe.
   *
   * @param base the path of the application, as far as it is known before a request
   * @param before what is known to be wrong already
   */
  void audit(ResourceModel model, String base, List<String> before) {
    try {
      audited =
          new SafeStart(settings, trustedIssuers, verifyToken.source(), addresses, reports.events())
              .check(model, base, before);
    } catch (IllegalStateException e) {
      close();
      throw e;
    }
  }

  FindProtectedResource find() {
    return new FindProtectedResource(this::resources, addresses, reports);
  }

  RecheckRewritten recheckRewritten(EdgeFilter edge, AuthenticationFilter authentication) {
    return new RecheckRewritten(find(), edge, authentication);
  }

  EdgeFilter edgeFilter() {
    BooleanSupplier asked = () -> settings.needsPeer() || resources().areThereOpenOperations();
    return new EdgeFilter(
        find(),
        checkEdge,
        new Cors(settings.allowedOrigins(), settings.allowedHeaders()),
        NeededPeer.of(settings.peerAddress(), services, asked),
        new RequestAuthority(services),
        bodies,
        writer,
        new PlainRequests(settings));
  }

  CheckEdge checkEdge() {
    return checkEdge;
  }

  AuthenticationFilter authenticationFilter() {
    return new AuthenticationFilter(
        anonymous,
        new ExtractCredentials(
            settings.senders(), new OtherCredentials(settings.boundCredentials())),
        new VerifyCredentials(verifyToken, trustedIssuers),
        new VerifySender(settings),
        bodies,
        new RefuseSecondToken(),
        claimProof,
        new EstablishCaller(settings.mapper(), settings.scopeRules()),
        new AuthoriseLocators(this::resources, callerRules),
        accounts,
        RateParts.of(settings),
        callerRules.watch(),
        settings.scopesAsRoles(),
        new ClockLog(Clocks.of(settings.clock()), reports.events()),
        refusals);
  }

  ResponseDecorator responseDecorator() {
    return new ResponseDecorator(new Cors(settings.allowedOrigins(), settings.allowedHeaders()));
  }

  /** Ends what runs in the background. */
  void close() {
    verifyToken.close();
    handle.end();
  }

  /** What the application itself is given. */
  McpSecurity handle() {
    return handle;
  }

  Settings settings() {
    return settings;
  }

  ProtectedResources resources() {
    return audited().resources();
  }

  MetadataDocuments documents() {
    return audited().documents();
  }

  Audited audited() {
    Audited known = audited;
    if (known == null) {
      throw new IllegalStateException("The resources of the application are not known yet");
    }
    return known;
  }

  VerifyToken verifyToken() {
    return verifyToken;
  }

  ClaimProof claimProof() {
    return claimProof;
  }

  Challenges challenges() {
    return challenges;
  }

  RefusalWriter writer() {
    return writer;
  }

  Reports reports() {
    return reports;
  }

  Refusals refusals() {
    return refusals;
  }

  CallerRules callerRules() {
    return callerRules;
  }

  Accounts accounts() {
    return accounts;
  }

  AnonymousEntrance anonymous() {
    return anonymous;
  }

  MetadataAddresses addresses() {
    return addresses;
  }
}

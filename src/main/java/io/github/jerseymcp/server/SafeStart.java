package io.github.jerseymcp.server;

import io.github.jerseymcp.DpopUse;
import io.github.jerseymcp.config.SenderSettings;
import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.config.SignatureSettings;
import io.github.jerseymcp.config.TrustedIssuers;
import io.github.jerseymcp.credential.BoundCredential;
import io.github.jerseymcp.event.LogProvider;
import io.github.jerseymcp.event.SecurityEvents;
import io.github.jerseymcp.logout.LogoutReach;
import io.github.jerseymcp.request.MetadataAddresses;
import io.github.jerseymcp.resource.DescribedHandler;
import io.github.jerseymcp.resource.ProtectedResource;
import io.github.jerseymcp.resource.ProtectedResources;
import io.github.jerseymcp.resource.StartupAudit;
import io.github.jerseymcp.resource.TemplateVariable;
import io.github.jerseymcp.token.IssuerSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.glassfish.jersey.server.model.ResourceModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets an application start only if nothing is wrong with it, and tells the operator about it. */
final class SafeStart {

  private static final Logger logger = LoggerFactory.getLogger(SafeStart.class);

  private final Settings settings;
  private final TrustedIssuers trustedIssuers;
  private final IssuerSource source;
  private final MetadataAddresses addresses;
  private final SecurityEvents events;

  SafeStart(
      Settings settings,
      TrustedIssuers trustedIssuers,
      IssuerSource source,
      MetadataAddresses addresses,
      SecurityEvents events) {
    this.events = events;
    this.settings = settings;
    this.trustedIssuers = trustedIssuers;
    this.source = source;
    this.addresses = addresses;
  }

  /**
   * Finds the protected resources.
   *
   * @param base the path of the application, as far as it is known before a request
   * @param before what is known to be wrong already
   * @throws IllegalStateException with everything that makes the start unsafe
   */
  Audited check(ResourceModel model, String base, List<String> before) {
    List<String> problems = new ArrayList<>(before);
    StartupAudit.Outcome outcome = StartupAudit.of(model, MetadataResource.class, problems::add);
    ProtectedResources resources = outcome.resources();
    problems.addAll(trustedIssuers.problems(resources.all()));
    problems.addAll(DocumentConflicts.problems(resources.all(), model));
    MetadataDocuments documents =
        new MetadataDocuments(
            resources, settings, trustedIssuers, source, addresses, problems::add);
    addMissingStores(resources, problems);
    addUnboundCredentials(resources, problems);
    addSignatures(resources, problems);
    if (settings.resolver().tenants().isPresent()) {
      addSecondTenants(outcome.handlers().get(), problems);
    }
    String logout = settings.logout().path();
    if (settings.logout().isOn() && resources.find(logout.substring(1)).isPresent()) {
      problems.add(
          "logout.path " + logout + " lies at or below a protected path: choose another one");
    }
    if (!problems.isEmpty()) {
      throw new IllegalStateException(
          "The application is not safe to start:\n - " + String.join("\n - ", problems));
    }
    tell(resources, outcome.handlers(), base);
    return new Audited(resources, documents, outcome.ways());
  }

  private void addMissingStores(ProtectedResources resources, List<String> problems) {
    for (ProtectedResource resource : resources.all()) {
      boolean dpop = settings.senders().dpopOf(resource) != DpopUse.OFF;
      if (dpop && !settings.senders().remembersProofs()) {
        problems.add(resource.displayPath() + " uses DPoP: configure a replayStore");
      }
    }
  }

  private void addSignatures(ProtectedResources resources, List<String> problems) {
    SignatureSettings signatures = settings.senders().signatures();
    if (signatures.isOn() && signatures.keys().isEmpty()) {
      problems.add("signatures.required names no key: name those that may sign requests");
    }
    if (signatures.isOn() && resources.areThereOpenOperations()) {
      problems.add(
          "signatures.required shuts the operations that @OpenOperation opens to anybody, whose"
              + " requests nobody signs: require no signatures, or open nothing");
    }
  }

  /** A key is bound to nobody: where it is named, and all must be bound, it opens nothing. */
  private void addUnboundCredentials(ProtectedResources resources, List<String> problems) {
    SenderSettings senders = settings.senders();
    for (ProtectedResource resource : resources.all()) {
      boolean meant = trustedIssuers.takesNoTokens(resource) || !resource.issuers().isEmpty();
      boolean bound = senders.certificateRequired() || senders.dpopOf(resource) == DpopUse.REQUIRED;
      List<BoundCredential> accepted = trustedIssuers.credentials(resource);
      if (meant && bound && !accepted.isEmpty()) {
        problems.add(
            resource.displayPath()
                + " accepts "
                + accepted.get(0).name()
                + ", which is bound to no key or certificate, and requires that what it accepts"
                + " is: name issuers alone in @McpProtected(issuers), or require less");
      }
    }
  }

  /** Jersey gives a handler the last of two variables with one name, and the first is checked. */
  private void addSecondTenants(List<DescribedHandler> handlers, List<String> problems) {
    String tenant = settings.resolver().variable();
    for (DescribedHandler handler : handlers) {
      String resource = handler.resource().orElse("");
      if (TemplateVariable.isIn(resource, tenant)
          && TemplateVariable.isIn(handler.path().substring(resource.length()), tenant)) {
        problems.add(
            handler.path()
                + " has the variable "
                + tenant
                + " twice: the first is the tenant whose tokens count, and the handler would be"
                + " given the second. Give that another name");
      }
    }
  }

  private void tell(
      ProtectedResources resources, Supplier<List<DescribedHandler>> handlers, String base) {
    LogProvider.warnIfMissing();
    warnOfCommas(resources);
    LogoutReach.tell(settings);
    ProvidersInUse.of(settings, events).announce();
    if (resources.all().isEmpty()) {
      logger.warn("No resource is annotated with @McpProtected, so nothing is protected");
    } else if (logger.isInfoEnabled()) {
      logger.info(
          "{}",
          new StartReport(settings, settings.documents().basePath().orElse(base))
              .render(resources.all(), handlers.get()));
    }
  }

  /** Such a scope is allowed (RFC 6749 section 3.3), but hardly ever what was meant. */
  private static void warnOfCommas(ProtectedResources resources) {
    for (ProtectedResource resource : resources.all()) {
      for (String scope : resource.scopesSupported()) {
        if (scope.indexOf(',') >= 0) {
          logger.warn(
              "{} needs \"{}\", which is one scope with a comma in its name. If several are meant,"
                  + " write {{}}",
              resource.displayPath(),
              scope,
              "\"" + String.join("\", \"", scope.split("\\s*,\\s*", -1)) + "\"");
        }
      }
    }
  }
}

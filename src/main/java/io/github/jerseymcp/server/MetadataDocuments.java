package io.github.jerseymcp.server;

import io.github.jerseymcp.ask.UnansweredException;
import io.github.jerseymcp.config.Settings;
import io.github.jerseymcp.config.TrustedIssuers;
import io.github.jerseymcp.edge.PublicOrigin;
import io.github.jerseymcp.metadata.DescribedResource;
import io.github.jerseymcp.metadata.MetadataSettings;
import io.github.jerseymcp.metadata.ProtectedResourceDocument;
import io.github.jerseymcp.metadata.ResourceMetadata;
import io.github.jerseymcp.request.MetadataAddresses;
import io.github.jerseymcp.resource.ProtectedResource;
import io.github.jerseymcp.resource.ProtectedResources;
import io.github.jerseymcp.resource.ResourceMatch;
import io.github.jerseymcp.token.IssuerSource;
import io.github.jerseymcp.token.LiveIssuer;
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the metadata document for an address. Thread-safe. */
final class MetadataDocuments {

  private static final Logger logger = LoggerFactory.getLogger(MetadataDocuments.class);

  /** Stands for the issuer of the tenant, which a request tells. */
  private static final List<String> TENANT = List.of("https://tenant.invalid");

  private final ProtectedResources resources;
  private final MetadataAddresses addresses;
  private final TrustedIssuers trustedIssuers;
  private final IssuerSource source;
  private final Optional<ResourceMatch> root;
  private final IdentityHashMap<ProtectedResource, ResourceMetadata> metadata =
      new IdentityHashMap<>();

  MetadataDocuments(
      ProtectedResources resources,
      Settings settings,
      TrustedIssuers trustedIssuers,
      IssuerSource source,
      MetadataAddresses addresses,
      Consumer<String> problems) {
    this.resources = resources;
    this.addresses = addresses;
    this.trustedIssuers = trustedIssuers;
    this.source = source;
    for (ProtectedResource resource : resources.all()) {
      boolean noTokens = trustedIssuers.takesNoTokens(resource);
      boolean ofTenants = trustedIssuers.isOfTenants(resource);
      if (!noTokens && !ofTenants && trustedIssuers.advertised(resource).isEmpty()) {
        continue; // The trusted issuers have told of it, and there will be no start.
      }
      DescribedResource described =
          DescribedResource.of(settings.metadata())
              .with(
                  "@McpProtected of " + resource.displayPath(),
                  resource.name().orElse(""),
                  resource.documentation().orElse(""),
                  problems);
      MetadataSettings says =
          (resource.isTemplate() ? unsigned(resource, described) : described).settings();
      Collection<String> scopes = trustedIssuers.asked(resource, resource.scopesSupported());
      metadata.put(
          resource,
          noTokens
              ? ResourceMetadata.withoutTokens(scopes, says)
              : new ResourceMetadata(
                  ofTenants ? TENANT : trustedIssuers.advertised(resource),
                  scopes,
                  settings.senders().advertisedOf(resource),
                  says));
    }
    this.root = settings.documents().rootDocument() ? rootOf(settings, problems) : Optional.empty();
  }

  /** Every value of a variable would be another signature, which anybody could ask for. */
  private static DescribedResource unsigned(
      ProtectedResource resource, DescribedResource described) {
    if (described.isSigned()) {
      logger.warn(
          "The metadata documents below {} are not signed, since its path has variables",
          resource.displayPath());
    }
    return described.withoutSignature();
  }

  /**
   * The document of the resource at a path.
   *
   * @param path the raw path behind the well-known one, {@code ""} for the address without a path
   * @throws UnansweredException if nobody can tell the issuer of the tenant
   */
  Optional<ProtectedResourceDocument> at(PublicOrigin origin, String basePath, String path) {
    Optional<ResourceMatch> match = match(basePath, path);
    ResourceMetadata described = match.map(found -> metadata.get(found.resource())).orElse(null);
    if (described == null) {
      return Optional.empty();
    }
    String identifier = addresses.at(basePath).identifier(origin, match.get().path());
    Optional<String> tenant = trustedIssuers.tenantOf(match.get());
    return tenant.isEmpty()
        ? Optional.of(described.documentFor(identifier))
        : ofTenant(tenant.get()).map(issuers -> described.documentFor(identifier, issuers));
  }

  /** What the document of a tenant names; empty if there is no such tenant, or nothing to name. */
  private Optional<List<String>> ofTenant(String tenant) {
    LiveIssuer issuer = source.ofTenant(tenant);
    return Optional.ofNullable(issuer)
        .map(given -> trustedIssuers.advertisedFor(given.issuer()))
        .filter(issuers -> !issuers.isEmpty());
  }

  private Optional<ResourceMatch> match(String basePath, String path) {
    Optional<ResourceMatch> exact = resources.findExactly(path);
    if (exact.isPresent()) {
      return exact;
    }
    if (path.isEmpty()) {
      return root;
    }
    // A proxy may pass on the address at the host root, which names the base path as well.
    boolean full = !basePath.isEmpty() && (path + "/").startsWith(basePath + "/");
    return full ? resources.findExactly(path.substring(basePath.length())) : Optional.empty();
  }

  private Optional<ResourceMatch> rootOf(Settings settings, Consumer<String> problems) {
    Optional<String> named = settings.documents().rootResource();
    if (named.isPresent()) {
      Optional<ResourceMatch> match = resources.findExactly(named.get());
      if (match.isEmpty()) {
        problems.accept(
            "rootDocument names "
                + named.get()
                + ", which is no protected resource: name one of them, or remove the setting");
      }
      return match;
    }
    return resources.all().stream()
        .filter(resource -> !resource.isTemplate())
        .min(
            Comparator.comparingInt((ProtectedResource resource) -> resource.template().length())
                .thenComparing(ProtectedResource::template))
        .map(resource -> new ResourceMatch(resource, resource.template()));
  }
}

package io.github.jerseymcp.server;

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
import java.util.Collection;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the metadata document for an address. Thread-safe. */
final class MetadataDocuments {

  private static final Logger logger = LoggerFactory.getLogger(MetadataDocuments.class);

  private final ProtectedResources resources;
  private final MetadataAddresses addresses;
  private final Optional<ResourceMatch> root;
  private final IdentityHashMap<ProtectedResource, ResourceMetadata> metadata =
      new IdentityHashMap<>();

  MetadataDocuments(
      ProtectedResources resources,
      Settings settings,
      TrustedIssuers trustedIssuers,
      MetadataAddresses addresses,
      Consumer<String> problems) {
    this.resources = resources;
    this.addresses = addresses;
    for (ProtectedResource resource : resources.all()) {
      boolean noTokens = trustedIssuers.takesNoTokens(resource);
      if (!noTokens && trustedIssuers.advertised(resource).isEmpty()) {
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
                  trustedIssuers.advertised(resource),
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
   */
  Optional<ProtectedResourceDocument> at(PublicOrigin origin, String basePath, String path) {
    Optional<ResourceMatch> match = match(basePath, path);
    return match
        .map(found -> metadata.get(found.resource()))
        .map(
            described ->
                described.documentFor(
                    addresses.at(basePath).identifier(origin, match.get().path())));
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

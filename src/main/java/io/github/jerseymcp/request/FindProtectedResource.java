package io.github.jerseymcp.request;

import io.github.jerseymcp.event.Reports;
import io.github.jerseymcp.metadata.MetadataAddress;
import io.github.jerseymcp.resource.ProtectedResources;
import io.github.jerseymcp.resource.ResourceMatch;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Step 1 of a request: finds the protected resource that its path belongs to, before Jersey matches
 * it and so before any code of the application runs.
 */
public final class FindProtectedResource {

  private static final String DOCUMENTS = MetadataAddress.WELL_KNOWN.substring(1);

  private final Supplier<ProtectedResources> resources;
  private final MetadataAddresses addresses;
  private final Reports reports;

  public FindProtectedResource(
      Supplier<ProtectedResources> resources, MetadataAddresses addresses, Reports reports) {
    this.resources = resources;
    this.addresses = addresses;
    this.reports = reports;
  }

  /** The resource of a request; null if its path is not protected. */
  public @Nullable FoundRequest of(ContainerRequestContext context) {
    return of(context, context.getUriInfo().getPath(false));
  }

  /** The resource of a request whose undecoded path is known already. */
  public @Nullable FoundRequest of(ContainerRequestContext context, String path) {
    ProtectedResources known = resources.get();
    Optional<ResourceMatch> match = known.find(path);
    if (match.isEmpty()) {
      return null;
    }
    return new FoundRequest(
        match.get(),
        addresses.basePath(context.getUriInfo()),
        known.isPublic(context.getMethod(), path),
        reports.begin());
  }

  /** The resource of a request that nobody has sent, to an application with this base path. */
  public @Nullable FoundRequest ofImagined(String method, String path, String basePath) {
    ProtectedResources known = resources.get();
    return known
        .find(path)
        .map(
            match ->
                new FoundRequest(match, basePath, known.isPublic(method, path), reports.none()))
        .orElse(null);
  }

  /** Whether a request is for a metadata document; they lie under no protected resource. */
  public static boolean isForDocument(ContainerRequestContext context) {
    return isForDocument(context.getUriInfo().getPath(false));
  }

  /** The same for an undecoded path. */
  public static boolean isForDocument(String path) {
    return path.startsWith(DOCUMENTS)
        && (path.length() == DOCUMENTS.length() || path.charAt(DOCUMENTS.length()) == '/');
  }
}

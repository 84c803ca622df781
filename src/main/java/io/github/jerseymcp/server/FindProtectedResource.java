package io.github.jerseymcp.server;

import io.github.jerseymcp.metadata.MetadataAddress;
import io.github.jerseymcp.resource.ProtectedResource;
import io.github.jerseymcp.resource.ProtectedResources;
import io.github.jerseymcp.resource.ResourceMatch;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Step 2 of a request: finds the protected resource that its path belongs to, before Jersey matches
 * it and so before any code of the application runs.
 */
final class FindProtectedResource {

  private final Supplier<ProtectedResources> resources;
  private final Addresses addresses;

  FindProtectedResource(Supplier<ProtectedResources> resources, Addresses addresses) {
    this.resources = resources;
    this.addresses = addresses;
  }

  /** The resource of a request; empty if its path is not protected. */
  Optional<ProtectedRequest> of(ContainerRequestContext context) {
    String path = context.getUriInfo().getPath(false);
    Optional<ResourceMatch> match = resources.get().find(path);
    return match.map(
        found ->
            new ProtectedRequest(
                found,
                addresses.basePath(context.getUriInfo()),
                resources.get().isPublic(context.getMethod(), path)));
  }

  /** A sentence for each resource that would lie among the metadata documents. */
  static List<String> problems(Collection<ProtectedResource> resources) {
    List<String> problems = new ArrayList<>();
    for (ProtectedResource resource : resources) {
      if ((resource.template() + "/").startsWith(MetadataAddress.WELL_KNOWN + "/")) {
        problems.add(
            resource.displayPath()
                + " lies among the metadata documents, which anybody may read:"
                + " protect another path");
      }
    }
    return problems;
  }

  /** Whether a request is for a metadata document; they lie under no protected resource. */
  static boolean isForDocument(ContainerRequestContext context) {
    String path = context.getUriInfo().getPath(false);
    String relative = MetadataAddress.WELL_KNOWN.substring(1);
    return path.startsWith(relative)
        && (path.length() == relative.length() || path.charAt(relative.length()) == '/');
  }
}

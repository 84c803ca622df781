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
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceModel;
import org.jspecify.annotations.Nullable;

/**
 * Step 1 of a request: finds the protected resource that its path belongs to, before Jersey matches
 * it and so before any code of the application runs.
 */
final class FindProtectedResource {

  private static final String DOCUMENTS = MetadataAddress.WELL_KNOWN.substring(1);

  private final Supplier<ProtectedResources> resources;
  private final Addresses addresses;

  FindProtectedResource(Supplier<ProtectedResources> resources, Addresses addresses) {
    this.resources = resources;
    this.addresses = addresses;
  }

  /** The resource of a request; null if its path is not protected. */
  @Nullable FoundRequest of(ContainerRequestContext context) {
    return of(context, context.getUriInfo().getPath(false));
  }

  /** The resource of a request whose undecoded path is known already. */
  @Nullable FoundRequest of(ContainerRequestContext context, String path) {
    ProtectedResources known = resources.get();
    Optional<ResourceMatch> match = known.find(path);
    if (match.isEmpty()) {
      return null;
    }
    return new FoundRequest(
        match.get(),
        addresses.basePath(context.getUriInfo()),
        known.isPublic(context.getMethod(), path));
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

  /** A sentence if the application serves a document of its own where ours are. */
  static List<String> problems(ResourceModel model) {
    for (Resource resource : model.getRootResources()) {
      if (MetadataAddress.WELL_KNOWN.equals("/" + withoutOuterSlashes(resource.getPath()))) {
        return List.of(
            MetadataAddress.WELL_KNOWN
                + " has a handler of the application's, which would never be called: remove it");
      }
    }
    return List.of();
  }

  private static String withoutOuterSlashes(String path) {
    int start = path.startsWith("/") ? 1 : 0;
    int end = path.endsWith("/") ? path.length() - 1 : path.length();
    return path.substring(start, Math.max(start, end));
  }

  /** Whether a request is for a metadata document; they lie under no protected resource. */
  static boolean isForDocument(ContainerRequestContext context) {
    return isForDocument(context.getUriInfo().getPath(false));
  }

  static boolean isForDocument(String path) {
    return path.startsWith(DOCUMENTS)
        && (path.length() == DOCUMENTS.length() || path.charAt(DOCUMENTS.length()) == '/');
  }
}

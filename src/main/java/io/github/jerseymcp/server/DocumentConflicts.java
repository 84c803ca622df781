package io.github.jerseymcp.server;

import io.github.jerseymcp.metadata.MetadataAddress;
import io.github.jerseymcp.resource.ProtectedResource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceModel;

/** Looks, at the start, for what an application has where the metadata documents are. */
final class DocumentConflicts {

  private DocumentConflicts() {}

  /** A sentence for each conflict. */
  static List<String> problems(Collection<ProtectedResource> resources, ResourceModel model) {
    List<String> problems = new ArrayList<>(among(resources));
    problems.addAll(instead(model));
    return problems;
  }

  /** A sentence for each resource that would lie among the metadata documents. */
  private static List<String> among(Collection<ProtectedResource> resources) {
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
  private static List<String> instead(ResourceModel model) {
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
}

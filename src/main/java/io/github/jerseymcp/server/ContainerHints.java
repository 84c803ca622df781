package io.github.jerseymcp.server;

import io.github.jerseymcp.resource.ProtectedResource;
import jakarta.ws.rs.core.Configuration;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at the start which settings of Jersey let requests pass by, or make some impossible. */
final class ContainerHints {

  private static final Logger logger = LoggerFactory.getLogger(ContainerHints.class);

  /** What matches goes on along the servlet filters, and Jersey does not see it. */
  private static final String STATIC_CONTENT = "jersey.config.servlet.filter.staticContentRegex";

  private static final List<String> EXTENSIONS =
      List.of("jersey.config.server.mediaTypeMappings", "jersey.config.server.languageMappings");

  private ContainerHints() {}

  static void log(Configuration configuration, Collection<ProtectedResource> resources) {
    if (resources.isEmpty()) {
      return;
    }
    if (configuration.getProperty(STATIC_CONTENT) != null) {
      logger.warn(
          "{} is set: requests that match it pass by Jersey, and so need no token, also below {}",
          STATIC_CONTENT,
          paths(resources));
    }
    List<ProtectedResource> templates =
        resources.stream().filter(ProtectedResource::isTemplate).toList();
    boolean mapped = EXTENSIONS.stream().anyMatch(name -> configuration.getProperty(name) != null);
    if (mapped && !templates.isEmpty()) {
      logger.warn(
          "Jersey maps extensions of paths to types, but a request with an extension below {} is"
              + " always refused: the extension would be part of the resource identifier",
          paths(templates));
    }
  }

  private static List<String> paths(Collection<ProtectedResource> resources) {
    return resources.stream().map(ProtectedResource::displayPath).sorted().toList();
  }
}

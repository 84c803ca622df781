package io.github.jerseymcp.server;

import io.github.jerseymcp.credential.BoundCredential;
import io.github.jerseymcp.credential.CredentialPlace;
import io.github.jerseymcp.resource.ProtectedResource;
import jakarta.ws.rs.core.Configuration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.glassfish.jersey.logging.LoggingFeature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says at the start which settings of Jersey let requests pass by, or make some impossible. */
final class ContainerHints {

  private static final Logger logger = LoggerFactory.getLogger(ContainerHints.class);

  /** What matches goes on along the servlet filters, and Jersey does not see it. */
  private static final String STATIC_CONTENT = "jersey.config.servlet.filter.staticContentRegex";

  private static final List<String> EXTENSIONS =
      List.of("jersey.config.server.mediaTypeMappings", "jersey.config.server.languageMappings");

  private static final List<String> REDACTED =
      List.of(
          LoggingFeature.LOGGING_FEATURE_REDACT_HEADERS_SERVER,
          LoggingFeature.LOGGING_FEATURE_REDACT_HEADERS);

  private ContainerHints() {}

  static void log(
      Configuration configuration,
      Collection<ProtectedResource> resources,
      Collection<BoundCredential> credentials) {
    if (resources.isEmpty()) {
      return;
    }
    credentials.forEach(credential -> warnOfLogging(configuration, credential));
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

  /** Jersey's own log leaves out Authorization, and nothing else that it is not told to. */
  private static void warnOfLogging(Configuration configuration, BoundCredential credential) {
    CredentialPlace place = credential.place();
    if (place.kind() == CredentialPlace.Kind.HEADER
        && configuration.isRegistered(LoggingFeature.class)
        && REDACTED.stream()
            .map(configuration::getProperty)
            .flatMap(value -> Arrays.stream(String.valueOf(value).split(";", -1)))
            .noneMatch(name -> name.strip().equalsIgnoreCase(place.name()))) {
      logger.warn(
          "Jersey's LoggingFeature is registered and writes {} into its log, with {} in it: set {}"
              + " to Authorization;{}, unless its builder says the same",
          place,
          credential.name(),
          LoggingFeature.LOGGING_FEATURE_REDACT_HEADERS,
          place.name());
    }
  }

  private static List<String> paths(Collection<ProtectedResource> resources) {
    return resources.stream().map(ProtectedResource::displayPath).sorted().toList();
  }
}

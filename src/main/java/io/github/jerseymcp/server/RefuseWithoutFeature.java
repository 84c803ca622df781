package io.github.jerseymcp.server;

import io.github.jerseymcp.config.McpSecurityProperties;
import io.github.jerseymcp.resource.AnnotatedHandlers;
import jakarta.annotation.Priority;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.core.Configuration;
import java.util.List;
import org.glassfish.jersey.server.model.ModelProcessor;
import org.glassfish.jersey.server.model.ResourceModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops the start of an application whose handlers carry our annotations while {@link
 * McpSecurityFeature}, which enforces them, is not registered.
 *
 * <p>What only a request can find, behind a locator that returns {@code Object}, is refused then.
 */
@Priority(Integer.MAX_VALUE)
final class RefuseWithoutFeature implements ModelProcessor {

  private static final Logger logger = LoggerFactory.getLogger(RefuseWithoutFeature.class);

  /** Longer lists are cut: one line would do to know what is missing. */
  private static final int LINES = 20;

  @Override
  public ResourceModel processResourceModel(ResourceModel model, Configuration configuration) {
    List<String> annotated = annotated(model, configuration);
    if (!annotated.isEmpty()) {
      return BrokenStarts.remember(
          configuration,
          () -> {
            throw new IllegalStateException(message(annotated, configuration));
          });
    }
    return model;
  }

  @Override
  public ResourceModel processSubResource(ResourceModel model, Configuration configuration) {
    List<String> annotated = annotated(model, configuration);
    if (!annotated.isEmpty()) {
      logger.error("{}", message(annotated, configuration));
      throw new InternalServerErrorException();
    }
    return model;
  }

  private static List<String> annotated(ResourceModel model, Configuration configuration) {
    return configuration.isRegistered(AuditAtStart.class)
        ? List.of()
        : AnnotatedHandlers.of(model, MetadataResource.class);
  }

  private static String message(List<String> annotated, Configuration configuration) {
    StringBuilder message =
        new StringBuilder(
            "McpSecurityFeature is not registered, so nothing enforces the annotations of:");
    annotated.stream().limit(LINES).forEach(line -> message.append("\n - ").append(line));
    if (annotated.size() > LINES) {
      message.append("\n - and ").append(annotated.size() - LINES).append(" more");
    }
    boolean hasProperties =
        configuration.getPropertyNames().stream()
            .anyMatch(name -> name.startsWith(McpSecurityProperties.PREFIX));
    return message
        .append(
            hasProperties
                ? "\nThe properties mcp.security.* are there: register the class McpSecurityFeature"
                    + " with the application, resourceConfig.register(McpSecurityFeature.class)"
                : "\nRegister it with the application: resourceConfig.register("
                    + "McpSecurityFeature.create(McpSecurityConfig.builder(\"https://mcp.example.com\")"
                    + ".issuer(\"https://auth.example.com\").build()))")
        .toString();
  }
}

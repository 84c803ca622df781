package io.github.jerseymcp.server;

import io.github.jerseymcp.metadata.MetadataAddress;
import io.github.jerseymcp.resource.BasePath;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.glassfish.grizzly.http.server.HttpHandler;
import org.glassfish.grizzly.http.server.HttpHandlerRegistration;
import org.glassfish.grizzly.http.server.HttpServer;
import org.glassfish.jersey.server.spi.Container;

/**
 * Serves the metadata documents at the root of the host, for a Jersey application on Grizzly that
 * has a path of its own and so cannot reach the root (RFC 9728 section 3.1).
 *
 * <p>The configuration must say {@code documentsAtHostRoot(true)}, so that challenges point there.
 */
public final class GrizzlyRootDocuments {

  private GrizzlyRootDocuments() {}

  /**
   * Mounts the documents of an application, after it was started. If the feature protects several
   * applications on the server, it is the one whose path is the base path.
   *
   * @param server the server that the application runs on
   * @param feature the feature that protects it
   * @param basePath the public path of the application, such as {@code /api}
   * @throws IllegalStateException if the server runs no such application, or several and none of
   *     them has this path
   */
  public static void mount(HttpServer server, McpSecurityFeature feature, String basePath) {
    String base = BasePath.of(basePath);
    server
        .getServerConfiguration()
        .addHttpHandler(
            new GrizzlyDocumentHandler(new Reloaded(containerOf(server, feature, base)), base),
            HttpHandlerRegistration.builder().contextPath(MetadataAddress.WELL_KNOWN).build());
  }

  private static Container containerOf(HttpServer server, McpSecurityFeature feature, String base) {
    List<Started> started =
        server.getServerConfiguration().getHttpHandlersWithMapping().entrySet().stream()
            .flatMap(entry -> started(entry.getKey(), entry.getValue(), feature))
            .toList();
    if (started.size() == 1) {
      return started.get(0).container();
    }
    return started.stream()
        .filter(one -> one.paths().contains(base))
        .findFirst()
        .map(Started::container)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    started.isEmpty()
                        ? "Start the application on this server first, with the feature registered"
                        : "The feature protects several applications on this server, none of them"
                            + " at \""
                            + base
                            + "\""));
  }

  private static Stream<Started> started(
      HttpHandler handler, HttpHandlerRegistration[] mappings, McpSecurityFeature feature) {
    return handler instanceof Container container
            && auditOf(container).filter(audit -> audit.isOf(feature)).isPresent()
        ? Stream.of(
            new Started(
                container,
                Arrays.stream(mappings)
                    .map(mapping -> BasePath.of(mapping.getContextPath()))
                    .toList()))
        : Stream.empty();
  }

  private static Optional<AuditAtStart> auditOf(Container container) {
    return container.getConfiguration().getInstances().stream()
        .filter(AuditAtStart.class::isInstance)
        .map(AuditAtStart.class::cast)
        .findFirst();
  }

  /** An application on the server, and where it is mapped. */
  private record Started(Container container, List<String> paths) {}

  /** What protects the application that a container runs now: it may have loaded another one. */
  private record Reloaded(Container container) implements Supplier<Optional<ApplicationSecurity>> {

    @Override
    public Optional<ApplicationSecurity> get() {
      return auditOf(container).map(AuditAtStart::security);
    }
  }
}

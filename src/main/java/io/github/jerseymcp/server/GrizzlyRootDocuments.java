package io.github.jerseymcp.server;

import io.github.jerseymcp.metadata.MetadataAddress;
import org.glassfish.grizzly.http.server.HttpHandlerRegistration;
import org.glassfish.grizzly.http.server.HttpServer;

/**
 * Serves the metadata documents at the root of the host, for a Jersey application on Grizzly that
 * has a path of its own and so cannot reach the root (RFC 9728 section 3.1).
 *
 * <p>The configuration must say {@code documentsAtHostRoot(true)}, so that challenges point there.
 */
public final class GrizzlyRootDocuments {

  private GrizzlyRootDocuments() {}

  /**
   * Mounts the documents of an application, after it was started.
   *
   * @param server the server that the application runs on
   * @param feature the feature that protects it
   * @param basePath the public path of the application, such as {@code /api}
   * @throws IllegalStateException if the application was not started
   */
  public static void mount(HttpServer server, McpSecurityFeature feature, String basePath) {
    server
        .getServerConfiguration()
        .addHttpHandler(
            new GrizzlyDocumentHandler(feature.security(), basePath),
            HttpHandlerRegistration.builder().contextPath(MetadataAddress.WELL_KNOWN).build());
  }
}
